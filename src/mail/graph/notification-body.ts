// What Graph posts to a notification URL (Graph documentation, "change notifications"): a batch in which changes, news of the
// subscriptions themselves, and sealed messages of several subscriptions may be mixed. Anybody may post anything.

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

export interface EncryptedContent {
  readonly data: string;
  readonly dataSignature: string;
  readonly dataKey: string;
  readonly encryptionCertificateId: string;
}

export interface PostedNotification {
  readonly subscriptionId: string;
  readonly clientState: string;
  /** 'created', 'updated' or 'deleted'; empty for news of the subscription itself. */
  readonly changeType: string;
  readonly lifecycleEvent: LifecycleEvent | undefined;
  /** For example `Users/<id>/Messages/<id>`. */
  readonly resource: string;
  /** Id of the message, where the notification carries one. */
  readonly messageId: string | undefined;
  readonly tenantId: string;
  readonly encryptedContent: EncryptedContent | undefined;
  /** Equal for a notification that is delivered once more; undefined where nothing would tell two of them apart. */
  readonly delivery: string | undefined;
}

export interface PostedBatch {
  readonly notifications: readonly PostedNotification[];
  /** One JWT for each tenant in the batch, where sealed messages are in it. */
  readonly validationTokens: readonly string[];
}

const lifecycleEvents: readonly string[] = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'];

/** Undefined for what is not Graph's. */
export function parseBatch(body: string): PostedBatch | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    // Not from Graph; the sender hears 400.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { value, validationTokens } = fieldsOf(parsed);
  if (!Array.isArray(value)) return undefined;
  const tokens = Array.isArray(validationTokens) ? (validationTokens as unknown[]) : [];
  return {
    notifications: (value as unknown[]).map(notificationOf),
    validationTokens: tokens.filter((token) => typeof token === 'string'),
  };
}

function notificationOf(entry: unknown): PostedNotification {
  const fields = fieldsOf(entry);
  const text = (name: string): string => textOf(fields[name]);
  const { id, '@odata.etag': etag } = fieldsOf(fields['resourceData']);
  const event = text('lifecycleEvent');
  return {
    subscriptionId: text('subscriptionId'),
    clientState: text('clientState'),
    changeType: text('changeType'),
    // Checked against the list that the type is made of.
    lifecycleEvent: lifecycleEvents.includes(event) ? (event as LifecycleEvent) : undefined,
    resource: text('resource'),
    messageId: typeof id === 'string' ? id : undefined,
    tenantId: text('tenantId'),
    encryptedContent: contentOf(fields['encryptedContent']),
    // A message may leave the same folder twice in the same state; two changes have two etags.
    delivery:
      fields['id'] !== undefined || (etag !== undefined && text('changeType') !== 'deleted')
        ? JSON.stringify(entry)
        : undefined,
  };
}

function contentOf(value: unknown): EncryptedContent | undefined {
  const fields = fieldsOf(value);
  const data = textOf(fields['data']);
  if (data === '') return undefined;
  return {
    data,
    dataSignature: textOf(fields['dataSignature']),
    dataKey: textOf(fields['dataKey']),
    encryptionCertificateId: textOf(fields['encryptionCertificateId']),
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
