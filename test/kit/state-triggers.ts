import { databaseRole, sessionRoles } from '../../src/database/schema/row-security.js';
import { stateMachines } from '../../src/modules.js';
import type { StateMachine } from '../../src/kernel/state-machine.js';

const roles = sessionRoles.map(databaseRole).join(',');

/**
 * Triggers that refuse every move that is not declared, also one of a statement over many rows. They are in the template
 * of all test databases, so each test of the suite checks the declarations. The owner, as whom tests arrange, is free.
 */
export const stateTriggers: string = stateMachines.map(triggersOf).join('\n');

function triggersOf({ type, table, moves }: StateMachine): string {
  const pairs = moves.filter(({ from, to }) => from !== to).map(({ from, to }) => `'${from ?? ''}>${to}'`);
  const name = `${table}_declared_move`;
  return `
    create function ${name}() returns trigger language plpgsql as $$
    declare move text := case when tg_op = 'INSERT' then '' else old.status end || '>' || new.status;
    begin
      if current_user <> all ('{${roles}}') or move in (${pairs.join(', ')}) then return null; end if;
      raise exception '${type}: the move % is not declared', move;
    end $$;
    create trigger ${name}_update after update of status on ${table} for each row
      when (old.status is distinct from new.status) execute function ${name}();
    create trigger ${name}_insert after insert on ${table} for each row execute function ${name}();`;
}
