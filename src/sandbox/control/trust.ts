// What makes other people's programs trust the sandbox's authority. Where a program takes one file alone, the system's
// authorities are replaced for it, which is what one wants of a test.

export interface Hint {
  readonly program: string;
  /** For a shell, one command a line; a command that is long goes on after a backslash. */
  readonly lines: readonly string[];
}

/** @param ca - the file of the authority's certificate, as the shell is told of it: a path, or a variable. */
export function trustHints(ca: string): Hint[] {
  return [
    { program: 'Node.js', lines: [`export NODE_EXTRA_CA_CERTS=${ca}`] },
    { program: 'curl', lines: [`export CURL_CA_BUNDLE=${ca}`] },
    { program: 'Python', lines: [`export SSL_CERT_FILE=${ca} REQUESTS_CA_BUNDLE=${ca}`] },
    {
      program: 'Java',
      lines: [
        `keytool -importcert -noprompt -alias sandbox -file ${ca} \\`,
        `  -keystore ${ca}.p12 -storetype PKCS12 -storepass sandbox`,
        `export JAVA_TOOL_OPTIONS="-Djavax.net.ssl.trustStore=${ca}.p12 \\`,
        '  -Djavax.net.ssl.trustStorePassword=sandbox"',
      ],
    },
    { program: 'Thunderbird', lines: [`certutil -A -n sandbox -t C,, -i ${ca} -d sql:PROFILE-FOLDER`] },
  ];
}
