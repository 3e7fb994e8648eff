// One line typed by a person at a terminal; the question stands on stderr, where it is no part of a result.

import { createInterface } from 'node:readline/promises';

export async function ask(
  question: string,
  { stdin, stderr, signal }: { stdin: NodeJS.ReadStream; stderr: NodeJS.WriteStream; signal: AbortSignal },
): Promise<string> {
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    return await lines.question(question, { signal });
  } finally {
    lines.close();
  }
}
