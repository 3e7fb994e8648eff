// What makes other people's programs trust the sandbox's authority, a line each. Where a program takes one file alone,
// the system's authorities are replaced for it, which is what one wants of a test.

export interface Hint {
  readonly program: string;
  readonly line: string;
}

/** @param caFile - a path without spaces, as the line is for a shell. */
export function trustHints(caFile: string): Hint[] {
  const store = caFile.replace(/\.pem$/, '.p12');
  const java = `-Djavax.net.ssl.trustStore=${store} -Djavax.net.ssl.trustStorePassword=sandbox`;
  return [
    { program: 'Node.js', line: `export NODE_EXTRA_CA_CERTS=${caFile}` },
    { program: 'curl', line: `export CURL_CA_BUNDLE=${caFile}` },
    { program: 'Python, OpenSSL', line: `export SSL_CERT_FILE=${caFile} REQUESTS_CA_BUNDLE=${caFile}` },
    {
      program: 'Java',
      line: `keytool -importcert -noprompt -alias sandbox -file ${caFile} -keystore ${store} -storetype PKCS12 -storepass sandbox && export JAVA_TOOL_OPTIONS="${java}"`,
    },
    {
      program: 'Thunderbird',
      line: `certutil -A -n mailgrant-sandbox -t C,, -i ${caFile} -d sql:PROFILE-FOLDER`,
    },
  ];
}
