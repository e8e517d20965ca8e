import { BankAccount, numberPlace } from './bank-account.js';
import type { Context } from '../identity/context.js';

const batch = 500;

/** Seals account numbers anew with the first data key, in small transactions; answers how many there were. */
export async function rotateBankAccountKeys({ system, vault }: Context): Promise<number> {
  for (let rotated = 0; ;) {
    const count = await system.write(async (em) => {
      const old = await em.find(
        BankAccount,
        { sealedNumber: { $not: { $like: `${vault.activeKey}.%` } } },
        { limit: batch },
      );
      for (const account of old) {
        account.sealedNumber = vault.seal(vault.open(account.sealedNumber, numberPlace), numberPlace);
      }
      return old.length;
    });
    rotated += count;
    if (count < batch) return rotated;
  }
}
