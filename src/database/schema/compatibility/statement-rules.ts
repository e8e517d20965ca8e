/** A statement as PostgreSQL's own parser returns it: an object with one key, its kind. */
// oxlint-disable-next-line typescript/no-explicit-any -- the tree of a parser, of which a few nodes are read
export type Statement = Record<string, any>;

export interface StatementFault {
  text: string;
  /** Whether the previous version may use what is removed; a later file may remove it. */
  takesAway: boolean;
}

const takesAway = (text: string): StatementFault => ({ text, takesAway: true });
const locks = (text: string): StatementFault => ({ text, takesAway: false });

/** Kinds of objects that gateways do not name, so they may be removed or renamed at any time. */
const unused = ['OBJECT_INDEX', 'OBJECT_POLICY', 'OBJECT_TRIGGER', 'OBJECT_TABCONSTRAINT'];

const lastOf = (names: Statement[]) => names.at(-1)?.['String'].sval as string;

/** Returns a function's name and argument types, because functions may share a name. */
const signatureOf = (name: Statement[], types: Statement[]) =>
  `${lastOf(name)}(${types.map(({ names }) => lastOf(names)).join(', ')})`;

function functionIn({ ObjectWithArgs: found }: Statement): string | undefined {
  return found && signatureOf(found.objname, (found.objargs ?? []).map(({ TypeName }: Statement) => TypeName));
}

const ofCaller = ['FUNC_PARAM_DEFAULT', 'FUNC_PARAM_IN', 'FUNC_PARAM_INOUT', 'FUNC_PARAM_VARIADIC'];

/** Returns the table or function that a statement creates. One that it may replace is known to the previous version. */
export function createdBy({ CreateStmt: table, CreateFunctionStmt: made }: Statement): string | undefined {
  if (!made) return table?.relation?.relname;
  if (made.replace) return undefined;
  const parameters = (made.parameters ?? []).map(({ FunctionParameter }: Statement) => FunctionParameter);
  const given = parameters.filter(({ mode }: Statement) => ofCaller.includes(mode));
  return signatureOf(
    made.funcname,
    given.map(({ argType }: Statement) => argType),
  );
}

type Rule = (node: Statement, created: ReadonlySet<string>) => StatementFault | undefined;

const rules: Record<string, Rule> = {
  DropStmt: ({ removeType }) =>
    unused.includes(removeType) ? undefined : takesAway(`the version before may use what it drops (${kindOf(removeType)})`),
  RenameStmt: ({ renameType }) =>
    unused.includes(renameType)
      ? undefined
      : takesAway(`the version before knows the old name (${kindOf(renameType)}); add the new one beside it`),
  AlterObjectSchemaStmt: () => takesAway('the version before looks for it where it was'),
  TruncateStmt: () => takesAway('it removes rows that the version before shows'),
  GrantStmt: ({ is_grant: grants, objects = [] }, created) =>
    grants || objects.every((object: Statement) => created.has(functionIn(object) ?? ''))
      ? undefined
      : takesAway('the version before may need the right that it revokes'),
  IndexStmt: ({ concurrent, relation }, created) =>
    concurrent || created.has(relation.relname)
      ? undefined
      : locks('it locks the table for writing while it reads all of it; use `create index concurrently` in a file of its own'),
  ReindexStmt: () => locks('it locks the table; use `reindex concurrently` by hand'),
  ClusterStmt: () => locks('it locks the table while it rewrites all of it'),
  RefreshMatViewStmt: ({ concurrent }) =>
    concurrent ? undefined : locks('it locks the view while it computes all of it; use `refresh … concurrently`'),
  // Analyzing a table reads a sample and blocks no reader or writer.
  VacuumStmt: ({ is_vacuumcmd: vacuums, rels = [] }) =>
    vacuums || rels.length === 0 ? locks('it does not belong in a migration; only `analyze` of one table does') : undefined,
  DoStmt: () => locks('what a block does cannot be checked; write plain statements'),
  AlterTableStmt: ({ relation, cmds = [], objtype }, created) =>
    objtype !== 'OBJECT_TABLE' || created.has(relation.relname)
      ? undefined
      : first(cmds.map(({ AlterTableCmd: command }: Statement) => faultOfCommand(command))),
};

const commands: Record<string, (command: Statement) => StatementFault | undefined> = {
  AT_DropColumn: ({ name }) => takesAway(`the version before may use the column ${name}`),
  AT_AlterColumnType: ({ name }) => takesAway(`it changes the type of ${name}; add a column of the new type beside it`),
  AT_SetNotNull: ({ name }) => locks(`the version before may write ${name} as null, and all rows are read under a lock`),
  AT_ColumnDefault: ({ name, def }) =>
    def ? undefined : takesAway(`the version before may rely on the default of ${name}`),
  AT_AddColumn: ({ def }) => faultOfColumn(def['ColumnDef']),
  AT_SetLogged: () => locks('it locks the table while it rewrites all of it'),
  AT_SetUnLogged: () => locks('it locks the table while it rewrites all of it'),
  AT_SetAccessMethod: () => locks('it locks the table while it rewrites all of it'),
  AT_SetTableSpace: () => locks('it locks the table while it copies all of it'),
  AT_AddConstraint: ({ def }) => faultOfConstraint(def['Constraint']),
};

function faultOfCommand(command: Statement): StatementFault | undefined {
  return commands[command['subtype']]?.(command);
}

function faultOfColumn({ colname, constraints = [] }: Statement): StatementFault | undefined {
  const kinds = constraints.map(({ Constraint }: Statement) => Constraint['contype']);
  if (kinds.some((kind: string) => ['CONSTR_GENERATED', 'CONSTR_IDENTITY'].includes(kind))) {
    return locks(`every row is rewritten under a lock for ${colname}`);
  }
  if (kinds.some((kind: string) => ['CONSTR_UNIQUE', 'CONSTR_PRIMARY'].includes(kind))) {
    return locks(`an index on ${colname} is made under a lock; use \`create unique index concurrently\``);
  }
  const fallback = constraints.find(({ Constraint }: Statement) => Constraint['contype'] === 'CONSTR_DEFAULT');
  if (fallback && !isSameForAll(fallback['Constraint']['raw_expr'])) {
    return locks(`every row is rewritten under a lock for the default of ${colname}; add it without, then fill it in batches`);
  }
  if (!kinds.includes('CONSTR_NOTNULL')) return undefined;
  return kinds.includes('CONSTR_DEFAULT')
    ? undefined
    : locks(`the version before does not write ${colname}; give it a default`);
}

/** Stable functions that PostgreSQL evaluates once for all rows, as far as this check knows them. */
const stable = ['now', 'current_setting', 'jsonb_build_object', 'jsonb_build_array', 'make_interval'];

function isSameForAll(expression: unknown): boolean {
  return nodesOf(expression, 'FuncCall').every(({ funcname }) =>
    stable.includes(funcname.at(-1)['String']['sval'] as string),
  );
}

/** Returns every node of this kind in a tree. */
function nodesOf(tree: unknown, kind: string): Statement[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => [
    ...(key === kind ? [value as Statement] : []),
    ...nodesOf(value, kind),
  ]);
}

/** Returns the tables whose rows a statement changes or deletes, including in its WITH clauses. */
export function changedTables(statement: Statement): string[] {
  return ['UpdateStmt', 'DeleteStmt', 'MergeStmt']
    .flatMap((kind) => nodesOf(statement, kind))
    .map(({ relation }) => relation.relname as string);
}

/** Whether the statement limits its number of rows. */
export function isLimited(statement: Statement): boolean {
  return nodesOf(statement, 'limitCount').length > 0;
}

function faultOfConstraint({ contype, skip_validation: later, indexname }: Statement): StatementFault | undefined {
  if (['CONSTR_CHECK', 'CONSTR_FOREIGN'].includes(contype)) {
    return later ? undefined : locks('all rows are read under a lock; add it `not valid` and validate it in a later file');
  }
  return indexname ? undefined : locks('an index is made under a lock; make it concurrently and add it `using index`');
}

function first(faults: (StatementFault | undefined)[]): StatementFault | undefined {
  return faults.find((fault) => fault !== undefined);
}

function kindOf(type: string): string {
  return type.replace('OBJECT_', '').toLowerCase();
}

/** Returns the fault of one statement. What the same file created is not used by any gateway yet. */
export function faultOf(statement: Statement, created: ReadonlySet<string>): StatementFault | undefined {
  const [[kind, node]] = Object.entries(statement) as [[string, Statement]];
  return rules[kind]?.(node, created);
}
