import { askRegister, findDueCompanies, companiesAtOnce } from './look-up-company.js';
import { traced } from '../kernel/tracing.js';
import type { Job } from '../job/job.js';
import { isTemporaryFault } from '../database/database-fault.js';
import { OutsideServiceFault } from '../kernel/outside/outside-service.js';

const name = 'look up companies';

/** Looks up companies of our data that are unknown, and those whose answer has expired. */
export const lookUpDueCompanies: Job = {
  name,
  work: async (context, aside) => {
    const register = context.companies;
    if (!register) return false;
    const due = await context.db.write((em) => findDueCompanies(em, context.clock.now(), aside.ids()));
    for (const creditCode of due) {
      const error = await traced(`job ${name}`, {}, () => askRegister(context, register, creditCode)).then(
        () => undefined,
        (fault: unknown) => fault,
      );
      if (error === undefined) continue;
      if (isTemporaryFault(error)) throw error;
      // The register is down, so the other companies are not tried one by one.
      if (error instanceof OutsideServiceFault) return false;
      aside.add(creditCode, error);
    }
    return due.length === companiesAtOnce;
  },
};
