// What the scripts take and give: they are JavaScript of Thunderbird's, with its globals.

type Fields = Readonly<Record<string, string>>;

export function trust(certificate: string): Promise<void>;
export function account(typed: {
  incoming: Fields;
  outgoing: Fields;
  address: string;
  password: string;
}): Promise<void>;
export function read(index: number): Promise<{ subject: string; text: string }>;
export function wait(subject: string): Promise<boolean>;
export function flag(subject: string): Promise<void>;
export function remove(subject: string): Promise<void>;
/** @returns the status of the sending: 0 for success */
export function send(letter: string, recipient: string): Promise<number>;
