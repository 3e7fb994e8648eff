import type { Cause } from '../../cause.ts';

export const graphFilterTooComplex: Cause = {
  id: 'graph-filter-too-complex',
  title: {
    en: 'Graph 400 "InefficientFilter: The restriction or sort order is too complex for this operation."',
    ja: 'Graph の 400「InefficientFilter: The restriction or sort order is too complex for this operation.」',
  },
  what: {
    en: 'Graph does not answer this combination of $filter and $orderby.',
    ja: 'Graph はこの $filter と $orderby の組み合わせに対応していません。',
  },
  why: {
    en: 'Properties of $orderby must stand in $filter too, first and in the same order.',
    ja: '$orderby のプロパティは、$filter にも先頭から同じ順序で含める必要があります。',
  },
  symptoms: [
    { on: 'graph-error', where: { code: ['InefficientFilter', 'ErrorInvalidRestriction'] }, weight: 92 },
    { on: 'graph-error', says: ['restriction or sort order is too complex'], weight: 94 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Put the property that sorts first into the filter.',
          ja: '並べ替えるプロパティをフィルターの先頭に入れます。',
        },
      ],
      code: 'GET /v1.0/me/messages?$filter=receivedDateTime ge 2000-01-01T00:00:00Z and isRead eq false&$orderby=receivedDateTime desc',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "List messages"'],
  related: ['graph-id-malformed'],
};
