import { registerEnumType } from 'type-graphql';

declare const declared: unique symbol;

/** The next task of a role. Only `workKind` creates values, so that the schema knows every one. */
export type WorklistKind = string & { readonly [declared]: true };

/** Filled by the modules, each of which declares its own kinds of work. */
export const WorklistKind: Record<string, WorklistKind> = {};
const valuesConfig: Record<string, { description: string }> = {};

/** Declares a kind of work. The description has its Chinese name and the mutation that does it. */
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
