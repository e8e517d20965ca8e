import { registerEnumType } from 'type-graphql';

declare const declared: unique symbol;

/** What a role has to do next. Only `workKind` makes one, so that none is used that the schema does not know. */
export type WorklistKind = string & { readonly [declared]: true };

/** Filled by the modules, each of which declares its own kinds of work. */
export const WorklistKind: Record<string, WorklistKind> = {};
const valuesConfig: Record<string, { description: string }> = {};

/** A kind of work, with its name for people and the mutation that does it. */
export function workKind(name: string, description: string): WorklistKind {
  if (name in WorklistKind) throw new Error(`Two modules declare the kind of work ${name}`);
  const kind = name as WorklistKind;
  WorklistKind[name] = kind;
  valuesConfig[name] = { description };
  return kind;
}

registerEnumType(WorklistKind, {
  name: 'WorklistKind',
  description: '待办类别: the next step that a role has to take.',
  valuesConfig,
});
