import { databaseRole, sessionRoles } from '../../src/database/schema/row-security.js';
import { stateMachines } from '../../src/modules.js';
import type { StateMachine } from '../../src/kernel/state-machine.js';

/** The database roles of gateways. */
export const gatewayRoles = sessionRoles.map(databaseRole).join(',');

/**
 * Triggers that refuse every undeclared move, also in a statement over many rows. They are in the template of all test
 * databases, so that every test checks the declarations. The owner, as whom tests arrange, is not restricted.
 */
export const stateTriggers: string = stateMachines.map(triggersOf).join('\n');

function ofColumn(row: string): string {
  return `${row}.status`;
}

export function triggersOf({ type, table, moves, stateOf = ofColumn }: StateMachine): string {
  const pairs = moves.filter(({ from, to }) => from !== to).map(({ from, to }) => `'${from ?? ''}>${to}'`);
  const name = `${table}_declared_move`;
  return `
    create function ${name}() returns trigger language plpgsql as $$
    declare move text := case when tg_op = 'INSERT' then '' else ${stateOf('old')} end || '>' || ${stateOf('new')};
    begin
      if current_user <> all ('{${gatewayRoles}}') or move in (${pairs.join(', ')}) then return null; end if;
      raise exception '${type}: the move % is not declared', move;
    end $$;
    create trigger ${name}_update after update on ${table} for each row
      when (${stateOf('old')} is distinct from ${stateOf('new')}) execute function ${name}();
    create trigger ${name}_insert after insert on ${table} for each row execute function ${name}();`;
}
