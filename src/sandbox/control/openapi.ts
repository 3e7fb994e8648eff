// The REST API as an OpenAPI 3.1 document, made of the two tables that it is served from.

import { actionTable } from './actions.ts';
import { fieldsOf, jsonSchemaOf } from './field.ts';
import { type View, viewTable } from './views.ts';

const json = (schema: object): object => ({ 'application/json': { schema } });
const failure = {
  description: 'Nothing was changed',
  content: json({ $ref: '#/components/schemas/Refusal' }),
};

export function openApi(server: string): object {
  const views = Object.entries(viewTable as Readonly<Record<string, View>>).map(([name, view]) => [
    `/${name}`,
    {
      get: {
        operationId: `view-${name}`,
        summary: view.about,
        ...('list' in view ? { parameters: pagingParameters } : {}),
        responses: { 200: { description: view.about, content: json({}) } },
      },
    },
  ]);
  const actions = Object.entries(actionTable).map(([name, { about, input, example }]) => {
    const fields = fieldsOf(input);
    const schema = {
      type: 'object',
      properties: Object.fromEntries(fields.map((field) => [field.name, jsonSchemaOf(field)])),
      required: fields.filter(({ required }) => required).map((field) => field.name),
      additionalProperties: false,
    };
    return [
      `/${name}`,
      {
        post: {
          operationId: name,
          summary: about,
          requestBody: { content: { 'application/json': { schema, example } } },
          responses: { 200: { description: 'Done', content: json({}) }, '4XX': failure },
        },
      },
    ];
  });
  return {
    openapi: '3.1.0',
    info: { title: 'mailgrant sandbox', version: '1', description: 'Looks at a sandbox and changes it.' },
    servers: [{ url: server }],
    paths: Object.fromEntries([...views, ...actions]),
    components: { schemas: { Refusal: refusal } },
  };
}

const pagingParameters = [
  { name: 'search', about: 'Entries that contain this text', type: 'string' },
  { name: 'skip', about: 'How many to leave out at the beginning', type: 'integer' },
  {
    name: 'top',
    about: 'How many to answer at most; X-Total-Count says how many there are',
    type: 'integer',
  },
].map(({ name, about, type }) => ({ name, in: 'query', description: about, schema: { type } }));

const refusal = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        hint: { type: 'string', description: 'What to do next' },
      },
    },
  },
};
