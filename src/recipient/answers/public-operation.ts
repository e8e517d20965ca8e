import {
  type DocumentNode,
  getOperationAST,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const all = 'all';

/**
 * Fields whose value only changes with a publication or the day. An operation with any other field is not answered from
 * memory.
 */
const constant: Record<string, readonly string[] | typeof all> = {
  Query: ['publicityNotices', 'publicityNotice', 'recipient', 'recipients', 'recipientFacets', 'recipientStatistics'],
  PublicityNotice: [
    'id',
    'title',
    'status',
    'publishedAt',
    'closesOn',
    'closedAt',
    'version',
    'programme',
    'releases',
    'workingDaysLeft',
    'recipients',
    'statistics',
    'facets',
    'files',
  ],
  Programme: ['id', 'code', 'title', 'documentNumber', 'policyYear', 'demonstration'],
  Recipient: [
    'id',
    'rank',
    'name',
    'creditCode',
    'amount',
    'city',
    'qualificationKinds',
    'products',
    'release',
    'status',
  ],
  NoticeRelease: ['number', 'publishedAt', 'reason', 'recipientCount', 'totalAmount'],
  NoticeFile: all,
  Region: all,
  QualificationKind: all,
  Product: ['id', 'code', 'name', 'nameInEnglish', 'productClass', 'section'],
  PageInfo: all,
  BoundedCount: all,
  PublicityNoticeConnection: all,
  PublicityNoticeEdge: all,
  RecipientConnection: all,
  RecipientEdge: all,
  RecipientGroup: all,
  RecipientFacets: all,
  RecipientFacet: all,
  AmountBand: all,
};

/** Returns the operation in this text, if it is valid and only selects such fields. */
export function publicOperation(
  schema: GraphQLSchema,
  text: string,
  operationName: string | undefined,
): DocumentNode | undefined {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: 2_000 });
  } catch {
    return undefined;
  }
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
  if (validate(schema, document, specifiedRules, { maxErrors: 1 }).length > 0) return undefined;
  return asksForConstants(schema, document) ? document : undefined;
}

function asksForConstants(schema: GraphQLSchema, document: DocumentNode): boolean {
  let constantOnly = true;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: ({ name }) => {
        const parent = types.getParentType()?.name ?? '';
        // Introspection only changes with the program.
        const allowed = parent.startsWith('__') ? all : constant[parent];
        if (!name.value.startsWith('__') && allowed !== all && !allowed?.includes(name.value)) constantOnly = false;
      },
    }),
  );
  return constantOnly;
}
