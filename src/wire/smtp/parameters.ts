// The ESMTP parameters of MAIL and RCPT: SIZE (RFC 1870), BODY (RFC 6152, RFC 3030), SMTPUTF8 (RFC 6531), AUTH (RFC
// 4954) and those of delivery status notifications (RFC 3461). Reads and checks them; what follows from them is the
// server's affair.

export interface MailParameters {
  readonly size: number | undefined;
  readonly body: '7BIT' | '8BITMIME' | 'BINARYMIME';
  readonly smtpUtf8: boolean;
  /** What a report of failure returns. */
  readonly returns: 'FULL' | 'HDRS' | undefined;
  /** Decoded. */
  readonly envelopeId: string | undefined;
}

export interface RcptParameters {
  /** Empty: NEVER. Undefined: nobody said anything, which means failures. */
  readonly notify: ReadonlySet<'SUCCESS' | 'FAILURE' | 'DELAY'> | undefined;
  readonly originalRecipient: { readonly type: string; readonly address: string } | undefined;
}

type Parameters = ReadonlyMap<string, string | undefined>;

/** Undefined where one is unknown, or has a value that it cannot have. */
export function readMailParameters(given: Parameters): MailParameters | undefined {
  const read = { ...plainMail };
  for (const [name, value] of given) {
    switch (name) {
      case 'SIZE':
        if (!/^\d{1,20}$/.test(value ?? '')) return undefined;
        read.size = Number(value);
        break;
      case 'BODY': {
        const body = bodies.find((one) => one === value?.toUpperCase());
        if (!body) return undefined;
        read.body = body;
        break;
      }
      case 'SMTPUTF8':
        if (value !== undefined) return undefined;
        read.smtpUtf8 = true;
        break;
      case 'RET': {
        const returns = returnKinds.find((one) => one === value?.toUpperCase());
        if (!returns) return undefined;
        read.returns = returns;
        break;
      }
      case 'ENVID': {
        const id = decodeXtext(value ?? '');
        if (id === undefined || id === '' || (value?.length ?? 0) > envelopeIdMax) return undefined;
        read.envelopeId = id;
        break;
      }
      case 'AUTH':
        if (decodeXtext(value ?? '') === undefined || !value) return undefined;
        break;
      default:
        return undefined;
    }
  }
  return read;
}

/** Undefined where one is unknown, or has a value that it cannot have. */
export function readRcptParameters(given: Parameters): RcptParameters | undefined {
  let notify: RcptParameters['notify'];
  let originalRecipient: RcptParameters['originalRecipient'];
  for (const [name, value = ''] of given) {
    if (name === 'NOTIFY') {
      const wanted = value.toUpperCase().split(',');
      if (wanted.length === 1 && wanted[0] === 'NEVER') notify = new Set();
      else {
        const known = notifyKinds.filter((kind) => wanted.includes(kind));
        if (known.length !== wanted.length) return undefined;
        notify = new Set(known);
      }
    } else if (name === 'ORCPT') {
      const [, type, text] = /^([A-Za-z0-9-]+);(.+)$/.exec(value) ?? [];
      // An address with UTF-8 is written as it is where SMTPUTF8 is spoken (RFC 6533 section 3).
      const address = text === undefined ? undefined : decodeXtext(text);
      if (type === undefined || address === undefined || value.length > originalRecipientMax)
        return undefined;
      originalRecipient = { type: type.toLowerCase(), address };
    } else return undefined;
  }
  return { notify, originalRecipient };
}

const bodies = ['7BIT', '8BITMIME', 'BINARYMIME'] as const;
const returnKinds = ['FULL', 'HDRS'] as const;
const notifyKinds = ['SUCCESS', 'FAILURE', 'DELAY'] as const;
/** RFC 3461 sections 4.4 and 4.2. */
const envelopeIdMax = 100;
const originalRecipientMax = 500;

interface Mutable extends MailParameters {
  size: MailParameters['size'];
  body: MailParameters['body'];
  smtpUtf8: boolean;
  returns: MailParameters['returns'];
  envelopeId: string | undefined;
}

const plainMail: Mutable = {
  size: undefined,
  body: '7BIT',
  smtpUtf8: false,
  returns: undefined,
  envelopeId: undefined,
};

/** RFC 3461 section 4; undefined for what is none. */
export function decodeXtext(text: string): string | undefined {
  if (!/^(?:[\x21-\x2a\x2c-\x3c\x3e-\x7e\u0080-\uffff]|\+[0-9A-F]{2})*$/.test(text)) return undefined;
  return text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The way back, for reports. */
export function encodeXtext(text: string): string {
  return text.replace(
    /[^\x21-\x2a\x2c-\x3c\x3e-\x7e]/g,
    (char) => `+${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
