// What is said to a mail port by mistake or malice and is no mail: a browser that was made to send a form here, and a
// load balancer's PROXY line where none is expected. The line ends at once, before anything in the rest of a request can
// be taken for commands.

const foreign =
  /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|PATCH|TRACE|PRI) \S+ +HTTP\/|^PROXY (?:TCP|UNKNOWN)/i;

export function isForeignTalk(line: Buffer): boolean {
  return foreign.test(line.toString('latin1'));
}
