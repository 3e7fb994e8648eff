// What belongs to a mailbox as a whole: translating ids, the colours of categories, and a few of its settings.

import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { openMailbox } from '../access.ts';
import { readJson } from '../body.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { badRequest, GraphError, itemNotFound } from '../error.ts';
import { contextUrl } from '../shown.ts';

const kinds = ['entryId', 'ewsId', 'immutableEntryId', 'restId', 'restImmutableEntryId'] as const;
const kind = v.picklist(kinds);
const translation = v.object({
  inputIds: v.pipe(v.array(v.string()), v.maxLength(1000)),
  sourceIdType: kind,
  targetIdType: kind,
});
const category = v.object({
  displayName: v.pipe(v.string(), v.nonEmpty(), v.maxLength(255)),
  color: v.optional(v.pipe(v.string(), v.regex(/^(?:none|preset(?:[0-9]|1[0-9]|2[0-4]))$/)), 'none'),
});

interface Category {
  readonly id: string;
  readonly displayName: string;
  color: string;
}

const categoriesMax = 500;

export function mailboxRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const translate = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'basic');
    const body = v.safeParse(translation, await readJson(c));
    if (!body.success)
      throw badRequest('The input ids or their types are not valid.', 'ErrorInvalidParameter');
    const { inputIds, sourceIdType, targetIdType } = body.output;
    return c.json({
      '@odata.context': `${new URL(c.req.url).origin}/v1.0/$metadata#Collection(microsoft.graph.convertIdResult)`,
      value: inputIds.map((sourceId) => {
        const item = mailbox.item(fromForm(sourceId, sourceIdType));
        if (!item) throw itemNotFound();
        const immutable = targetIdType === 'restImmutableEntryId' || targetIdType === 'immutableEntryId';
        return { sourceId, targetId: toForm(immutable ? item.immutableId : item.id, targetIdType) };
      }),
    });
  };

  // Outlook makes six for every new mailbox; which message has which is written on the message, by name.
  const kept = new WeakMap<Mailbox, Map<string, Category>>();
  const categoriesOf = (mailbox: Mailbox): Map<string, Category> => {
    const known = kept.get(mailbox) ?? new Map(presetCategories.map((one) => [one.id, { ...one }]));
    kept.set(mailbox, known);
    return known;
  };
  const find = (c: GraphContext, mailbox: Mailbox): Category => {
    const found = categoriesOf(mailbox).get((c.req.param('category') ?? '').toLowerCase());
    if (!found) throw itemNotFound();
    return found;
  };
  const listCategories = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'settings');
    return c.json({
      '@odata.context': contextUrl(c, mailbox, 'outlook/masterCategories'),
      value: [...categoriesOf(mailbox).values()],
    });
  };
  const addCategory = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'settings-write');
    const body = v.safeParse(category, await readJson(c));
    if (!body.success) throw badRequest('The category is not valid.', 'ErrorInvalidRequest');
    const known = categoriesOf(mailbox);
    const lower = body.output.displayName.toLowerCase();
    if ([...known.values()].some(({ displayName }) => displayName.toLowerCase() === lower)) {
      throw new GraphError(409, 'CategoryNameDuplicate', 'A category with this name already exists.');
    }
    if (known.size >= categoriesMax)
      throw badRequest('There are too many categories.', 'ErrorInvalidRequest');
    const id = randomUUID();
    known.set(id, { id, ...body.output });
    return c.json(
      { '@odata.context': contextUrl(c, mailbox, 'outlook/masterCategories/$entity'), ...known.get(id) },
      201,
    );
  };
  const getCategory = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'settings');
    return c.json({
      '@odata.context': contextUrl(c, mailbox, 'outlook/masterCategories/$entity'),
      ...find(c, mailbox),
    });
  };
  const setCategory = async (c: GraphContext): Promise<Response> => {
    const { mailbox } = openMailbox(c, desk, 'settings-write');
    const found = find(c, mailbox);
    const body = v.safeParse(v.object({ color: category.entries.color }), await readJson(c));
    if (!body.success) throw badRequest('The colour is not valid.', 'ErrorInvalidRequest');
    found.color = body.output.color;
    return c.json({
      '@odata.context': contextUrl(c, mailbox, 'outlook/masterCategories/$entity'),
      ...found,
    });
  };
  const removeCategory = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'settings-write');
    categoriesOf(mailbox).delete(find(c, mailbox).id);
    return c.body(null, 204);
  };
  const settings = (c: GraphContext): Response => {
    const { mailbox } = openMailbox(c, desk, 'settings');
    const status = 'disabled';
    const { language: locale = 'en-US' } = mailbox.settings;
    return c.json({
      '@odata.context': contextUrl(c, mailbox, 'mailboxSettings'),
      archiveFolder: mailbox.wellKnown('archive').id,
      timeZone: 'UTC',
      delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
      dateFormat: 'yyyy-MM-dd',
      timeFormat: 'HH:mm',
      userPurpose: mailbox.settings.ownerId === undefined ? 'shared' : 'user',
      automaticRepliesSetting: {
        status,
        externalAudience: 'all',
        internalReplyMessage: '',
        externalReplyMessage: '',
      },
      language: { locale, displayName: localeName(locale) },
    });
  };

  for (const base of ['/v1.0/me', '/v1.0/users/:user']) {
    app.post(`${base}/translateExchangeIds`, translate);
    app.get(`${base}/mailboxSettings`, settings);
    const categories = `${base}/outlook/masterCategories`;
    app.get(categories, listCategories);
    app.post(categories, addCategory);
    app.get(`${categories}/:category`, getCategory);
    app.patch(`${categories}/:category`, setCategory);
    app.delete(`${categories}/:category`, removeCategory);
  }
}

function localeName(locale: string): string {
  return new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' }).of(locale) ?? locale;
}

type IdKind = (typeof kinds)[number];

/** Other protocols write the same id in plain base64. */
function fromForm(id: string, form: IdKind): string {
  return form.startsWith('rest') ? id : id.replaceAll('/', '-').replaceAll('+', '_');
}

function toForm(id: string, form: IdKind): string {
  return form.startsWith('rest') ? id : id.replaceAll('-', '/').replaceAll('_', '+');
}

const presetCategories: readonly Category[] = ['Red', 'Orange', 'Yellow', 'Green', 'Blue', 'Purple'].map(
  (colour, index) => ({
    id: `4d5f0b3c-0000-4000-8000-00000000000${index}`,
    displayName: `${colour} category`,
    color: `preset${[0, 1, 3, 4, 7, 8][index] ?? 0}`,
  }),
);
