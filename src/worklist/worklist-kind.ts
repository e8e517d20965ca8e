import { registerEnumType } from 'type-graphql';

/** What a role has to do next. */
export type WorklistKind = string;

/** Filled by the modules, each of which declares its own kinds of work. */
export const WorklistKind: Record<string, string> = {};
const valuesConfig: Record<string, { description: string }> = {};

/** A kind of work, with its name for people and the mutation that does it. */
export function workKind(kind: string, description: string): WorklistKind {
  WorklistKind[kind] = kind;
  valuesConfig[kind] = { description };
  return kind;
}

registerEnumType(WorklistKind, {
  name: 'WorklistKind',
  description: '待办类别: the next step that a role has to take.',
  valuesConfig,
});
