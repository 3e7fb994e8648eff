// A mailbox as it should be: folders by their paths, in each a bag of messages. As simple as what a person expects of one;
// knows no protocol, no ids and no order.

import type { MessageSummary } from '../../src/mailbox/message.ts';

export interface ModelMessage {
  /** With angle brackets; several copies have the same. */
  readonly messageId: string;
  readonly subject: string;
  /** Byte for byte, where nobody made it but us. */
  readonly raw: Buffer | undefined;
  seen: boolean;
  flagged: boolean;
  readonly draft: boolean;
}

export class ModelMailbox {
  readonly folders = new Map<string, ModelMessage[]>();

  constructor(paths: readonly string[]) {
    for (const path of paths) this.folders.set(path, []);
  }

  in(path: string): ModelMessage[] {
    const folder = this.folders.get(path);
    if (!folder) throw new Error(`the model has no folder ${path}`);
    return folder;
  }

  get count(): number {
    return [...this.folders.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** One for each row, that looks like it. Which of several that look alike makes no difference to anybody. */
  like(path: string, rows: readonly MessageSummary[]): readonly ModelMessage[] {
    const left = [...this.in(path)];
    return rows.map((row) => {
      const index = left.findIndex((one) => lineOf(one) === lineOfRow(row));
      const [found] = index === -1 ? [] : left.splice(index, 1);
      if (!found) throw new Error(`the model has nothing in ${path} like ${lineOfRow(row)}`);
      return found;
    });
  }

  take(path: string, message: ModelMessage): ModelMessage {
    const folder = this.in(path);
    folder.splice(folder.indexOf(message), 1);
    return message;
  }

  /** True where some of the same name in the folder differ in their flags: then it matters which of them is meant. */
  isDelicate(path: string, messageId: string): boolean {
    return (
      new Set(
        this.in(path)
          .filter((one) => one.messageId === messageId)
          .map(lineOf),
      ).size > 1
    );
  }

  below(path: string): readonly string[] {
    return [...this.folders.keys()].filter((other) => other.startsWith(`${path}/`));
  }

  rename(path: string, to: string): void {
    for (const old of [path, ...this.below(path)]) {
      this.folders.set(`${to}${old.slice(path.length)}`, this.in(old));
      this.folders.delete(old);
    }
  }

  remove(path: string): void {
    for (const old of [path, ...this.below(path)]) this.folders.delete(old);
  }
}

export function lineOf({ messageId, subject, seen, flagged, draft }: ModelMessage): string {
  return [messageId, subject, seen ? 'seen' : '', flagged ? 'flagged' : '', draft ? 'draft' : ''].join('|');
}

export function lineOfRow({ messageId = '', subject, flags }: MessageSummary): string {
  const words = [flags?.seen ? 'seen' : '', flags?.flagged ? 'flagged' : '', flags?.draft ? 'draft' : ''];
  return [messageId, subject, ...words].join('|');
}
