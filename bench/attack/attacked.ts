import type { ChildProcess } from 'node:child_process';
import { startProductionGateway } from '../production-gateway.js';
import { publishList, type PublishedList, stopProcess, untilLogged } from '../published-list.js';
import { arrangeMembers, type Members } from './members.js';

const lines = 20_000;

/** A gateway in production mode with a published list and members, for benches with a load. */
export interface Attacked {
  url: string;
  list: PublishedList;
  gateway: ChildProcess;
  members: Members;
  close: () => Promise<void>;
}

export async function openAttacked(): Promise<Attacked> {
  const port = 24_000 + Math.floor(Math.random() * 1_000);
  const url = `http://127.0.0.1:${port}`;
  const list = await publishList(lines);
  const gateway = await startProductionGateway(list, port);
  await untilLogged(port, lines);
  const members = await arrangeMembers(list, url);
  const close = async () => {
    await stopProcess(gateway);
    await list.close();
  };
  return { url, list, gateway, members, close };
}
