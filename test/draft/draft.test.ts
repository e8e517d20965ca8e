import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Role } from '../../src/access/role.js';
import fj2025 from '../../src/programme/data/fj-2025.json' with { type: 'json' };
import {
  ApproveDraftDocument,
  CheckDraftDocument,
  ComputeProposalDocument,
  DraftCalendarDocument,
  type DraftPartsFragment,
  DraftProgrammeDocument,
  DraftsDocument,
  DraftsInForceDocument,
  EventsDocument,
  ProgrammeInForceDocument,
  type ProgrammeInput,
  ReturnDraftDocument,
  ReviseProgrammeDocument,
  SimulateProposalDocument,
} from '../generated/graphql.js';
import { year2027 } from '../kit/calendar-years.js';
import { approve, arrangeDrafters, type Drafters, programmeInput, putCalendarInForce } from '../kit/drafts.js';
import { startTestGateway, type TestGateway } from '../kit/gateway.js';
import { eventually } from '../kit/eventually.js';
import { allSealed } from '../kit/sealed.js';
import { alsoAs, arrangePerson } from '../kit/world.js';
import { programmeWorld } from '../kit/worlds.js';

/** A programme and a year of the calendar from their drafts until they are in force, and then corrected. */
let gateway: TestGateway;
let drafters: Drafters;
const base: ProgrammeInput = { ...programmeInput(fj2025), code: 'FJ-NEW' };
beforeAll(async () => {
  gateway = await startTestGateway({ world: programmeWorld, environment: { BACKGROUND_JOBS: 'true' } });
  drafters = await arrangeDrafters(gateway);
});
afterAll(() => gateway.stop());

async function draft(programme: ProgrammeInput, inForceFrom: string | null = null, key: string = randomUUID()) {
  const input = { programme, inForceFrom, idempotencyKey: key };
  return (await drafters.preparer.client.get(DraftProgrammeDocument, { input })).draftProgramme;
}

async function revise(programme: ProgrammeInput, version: number, inForceFrom: string | null = null) {
  const input = { programme, version, inForceFrom, idempotencyKey: randomUUID() };
  return (await drafters.preparer.client.get(ReviseProgrammeDocument, { input })).reviseProgramme;
}

const approval = async (client: Drafters['science']['client'], { id, version }: DraftPartsFragment) =>
  (await client.get(ApproveDraftDocument, { input: { draftId: id, version } })).approveDraft;

const inForce = async (code: string) =>
  (await gateway.client().get(ProgrammeInForceDocument, { code })).programme ?? null;

test('a draft is stored with every contradiction named, and cannot be approved', async () => {
  const rules = { ...base.rules, enterpriseCap: '0.00', regionsIn: ['35'], regionsOut: ['35'] };
  const dates = { policyYear: 1, enterpriseRegistrationUntil: '2025-07-01', policyPushUntil: '2027-03-01' };
  const { draft: faulty, userErrors } = await draft({ ...base, ...dates, rules });
  expect(userErrors).toEqual([]);
  expect(faulty).toMatchObject({ status: 'DRAFT', programme: null });
  expect(faulty!.contradictions.map(({ path }) => path?.join('.'))).toEqual([
    'content.policyYear',
    'content.enterpriseRegistrationUntil',
    'content.rules.enterpriseCap',
    'content.rules.regionsOut',
    'content.policyPushUntil',
  ]);
  expect((await approval(drafters.science.client, faulty!)).userErrors).toMatchObject([
    { code: 'DRAFT_STATUS_UNFIT', details: { found: 'DRAFT', needed: 'CHECKED' } },
  ]);
  expect(await inForce('FJ-NEW')).toBeNull();
  // What is not even of its type is refused at once.
  const products = [{ ...base.rules.products[0]!, rate: '1.2' }];
  const unfit = await draft({ ...base, rules: { ...base.rules, products } });
  expect(unfit.userErrors).toMatchObject([
    { code: 'DRAFT_CONTRADICTORY', path: ['programme', 'rules', 'products', '0', 'rate'] },
  ]);
  expect((await draft({ ...base, code: 'FJ-2025' })).userErrors).toMatchObject([{ code: 'PROGRAMME_EXISTS' }]);
});

test('a programme is in force once each department has approved it, by persons who did not prepare it', async () => {
  const { draft: prepared } = await draft(base, null, 'once');
  expect(prepared).toMatchObject({ status: 'CHECKED', contradictions: [] });
  expect((await draft(base, null, 'once')).draft?.id).toBe(prepared!.id);
  const { preparer, science, regulator } = drafters;
  expect((await approval(preparer.client, prepared!)).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  const alsoRegulator = await alsoAs(gateway, science.accountId, Role.REGULATOR);
  const first = (await approval(science.client, prepared!)).draft!;
  expect(first.status).toBe('CHECKED');
  expect((await approval(alsoRegulator.client, first)).userErrors).toMatchObject([{ code: 'FOUR_EYES' }]);
  const colleague = await arrangePerson(gateway, Role.SCIENCE);
  expect((await approval(colleague.client, first)).userErrors).toMatchObject([{ code: 'DRAFT_APPROVED_ALREADY' }]);
  expect((await approval(regulator.client, prepared!)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  // The public sees neither the programme nor the draft.
  expect(await inForce('FJ-NEW')).toBeNull();
  const filter = { programme: 'FJ-NEW' };
  expect((await gateway.client().get(DraftsInForceDocument, { filter })).drafts.nodes).toEqual([]);
  expect((await approval(regulator.client, first)).draft).toMatchObject({ status: 'IN_FORCE' });
  expect(await inForce('FJ-NEW')).toMatchObject({ version: 1, rules: { version: 1, enterpriseCap: '500000.00' } });
});

test('a later version shows the differences and their effect on amounts, and is in force from its date', async () => {
  const products = base.rules.products.map((product) =>
    product.code === 'PRODUCT_LIABILITY' ? { ...product, rate: '0.2' } : product,
  );
  const later = { ...base, policyPushUntil: '2025-09-15', rules: { ...base.rules, products } };
  const from = '2025-08-25T16:00:00.000Z';
  const { draft: revision } = await revise(later, 1, from);
  expect(revision!.differences).toEqual([
    { field: 'policyPushUntil', name: '保单上传截止', before: '2025-09-01', after: '2025-09-15' },
    { field: 'rules.products.PRODUCT_LIABILITY.rate', name: 'PRODUCT_LIABILITY 补贴比例', before: '0.1', after: '0.2' },
  ]);
  const { simulateProposal } = await drafters.science.client.get(SimulateProposalDocument, {
    input: { programme: 'FJ-NEW', draftId: revision!.id },
  });
  expect(simulateProposal.present.granted).toBe('0.00');
  expect(await approve(drafters, revision!)).toMatchObject({ status: 'APPROVED', inForceAt: null });
  expect(await inForce('FJ-NEW')).toMatchObject({ version: 1 });
  gateway.clock.set(new Date(from));
  await gateway.sql(`notify due`);
  await eventually(async () => (await inForce('FJ-NEW'))?.version === 2, 'the later version is in force');
  expect(await inForce('FJ-NEW')).toMatchObject({
    policyPushUntil: '2025-09-15',
    rules: { version: 2, inForceAt: from },
    rulesVersions: [{ version: 1 }, { version: 2 }],
  });
  const { drafts } = await gateway.client().get(DraftsInForceDocument, { filter: { programme: 'FJ-NEW' } });
  expect(drafts.nodes.map(({ differences }) => differences.length > 20 || differences)).toEqual([
    [
      { field: 'policyPushUntil', before: '2025-09-01', after: '2025-09-15' },
      { field: 'rules.products.PRODUCT_LIABILITY.rate', before: '0.1', after: '0.2' },
    ],
    true,
  ]);
});

test('a draft made from an earlier version is not approved; an open draft is replaced', async () => {
  const [one, other] = [await revise({ ...base, title: '甲' }, 2), await revise({ ...base, title: '乙' }, 2)];
  await approve(drafters, other.draft!);
  const { drafts } = await drafters.science.client.get(DraftsDocument, { filter: { programme: 'FJ-NEW' } });
  expect(drafts.nodes.find(({ id }) => id === one.draft!.id)).toMatchObject({ status: 'REPLACED' });
  expect((await revise(base, 2)).userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', details: { present: 3 } }]);
});

test('a draft is returned with a reason', async () => {
  const { draft: open } = await revise({ ...base, title: '丙' }, 3);
  const input = { draftId: open!.id, version: open!.version, reason: ' ' };
  const { client } = drafters.regulator;
  expect((await client.get(ReturnDraftDocument, { input })).returnDraft.userErrors).toMatchObject([
    { code: 'REASON_MISSING' },
  ]);
  const { returnDraft } = await client.get(ReturnDraftDocument, { input: { ...input, reason: '标题有误' } });
  expect(returnDraft.draft).toMatchObject({ status: 'RETURNED' });
});

test('once a proposal is approved its rules are fixed; dates and the notice may change', async () => {
  const platform = await arrangePerson(gateway, Role.PLATFORM);
  const computed = { input: { programme: 'FJ-NEW', idempotencyKey: 'compute' } };
  expect((await platform.client.get(ComputeProposalDocument, computed)).computeProposal.userErrors).toEqual([]);
  await gateway.sql(`update programme set frozen = true where code = 'FJ-NEW'`);
  const present = { ...base, title: '乙', rules: { ...base.rules, enterpriseCap: '1.00' } };
  const { draft: stopped } = await revise({ ...present, policyPushUntil: '2025-10-31' }, 3);
  expect(stopped!.contradictions.map(({ path }) => path?.join('.'))).toEqual(['content.rules.enterpriseCap']);
  const notice = {
    text: '# 通知',
    issuedOn: '2025-07-29',
    issuingBodies: ['福建省科学技术厅'],
    contacts: [{ office: '科技资源统筹处', phone: '0591-87882112' }],
    attachments: [],
  };
  const { draft: extended } = await revise({ ...base, policyPushUntil: '2025-10-31', notice }, 3);
  expect(extended!.contradictions).toEqual([]);
  await approve(drafters, extended!);
  expect(await inForce('FJ-NEW')).toMatchObject({
    version: 4,
    policyPushUntil: '2025-10-31',
    rules: { version: 3 },
    notice: { ...notice, documentNumber: base.documentNumber },
  });
});

test('a draft can define a new kind of company', async () => {
  const kinds = [...base.rules.qualificationKinds, 'YOUNG_EAGLE'];
  const programme = { ...base, code: 'FJ-EAGLE', rules: { ...base.rules, qualificationKinds: kinds } };
  const { draft: unknown } = await draft(programme);
  expect(unknown!.contradictions.map(({ path }) => path?.join('.'))).toEqual(['content.rules.qualificationKinds']);
  const newQualificationKinds = [{ code: 'YOUNG_EAGLE', name: '雏鹰企业', nameInEnglish: 'Young eagle enterprise' }];
  await approve(drafters, (await draft({ ...programme, newQualificationKinds })).draft!);
  const rows = await gateway.sql(`select name from qualification_kind where code = 'YOUNG_EAGLE'`);
  expect(rows).toEqual([{ name: '雏鹰企业' }]);
});

test('an attachment is uploaded, named by the notice, and public once the programme is in force', async () => {
  const upload = await drafters.preparer.client.fetch('/upload/programme-attachments?fileName=指南.pdf', {
    method: 'POST',
    body: Buffer.from('%PDF-1.7 guide'),
  });
  const { id } = (await upload.json()) as { id: string };
  expect((await gateway.client().fetch(`/programme-attachments/${id}`)).status).toBe(404);
  const attachments = [{ title: '附件1', attachmentId: id }];
  const notice = {
    text: '# 正文\n\n<script>1</script>',
    issuedOn: '2025-07-29',
    issuingBodies: ['省科技厅'],
    contacts: [],
    attachments,
  };
  const missing = { ...notice, attachments: [{ title: '附件1', attachmentId: 'bm90aGluZw' }] };
  const unknown = await draft({ ...base, code: 'FJ-ATTACHED', notice: missing });
  expect(unknown.draft!.contradictions.map(({ path }) => path?.join('.'))).toEqual([
    'content.notice.attachments.0.attachmentId',
  ]);
  await approve(drafters, (await draft({ ...base, code: 'FJ-ATTACHED', notice })).draft!);
  const shown = (await inForce('FJ-ATTACHED'))!.notice!.attachments[0]!;
  expect(shown).toMatchObject({ title: '附件1', file: { fileName: '指南.pdf', mediaType: 'application/pdf' } });
  const file = await gateway.client().fetch(shown.path);
  expect([file.status, await file.text()]).toEqual([200, '%PDF-1.7 guide']);
  const headers = { 'if-none-match': `"other", W/${file.headers.get('etag')}` };
  expect((await gateway.client().fetch(shown.path, { headers })).status, 'a file that the client has').toBe(304);
  const nowhere = await gateway.client().fetch('/programmes/%0d%0a');
  expect(nowhere.status, 'an address that can be no code').toBe(404);
  const page = await (await gateway.client().fetch('/programmes/FJ-ATTACHED')).text();
  expect(page).toContain('<h1>正文</h1>');
  expect(page).toContain(`href="/programme-attachments/${id}"`);
  expect(page).not.toContain('<script');
  const feed = await (await gateway.client().fetch('/feed/programmes.json')).json();
  const { programmes } = feed as { programmes: { code: string; notice: typeof notice | null }[] };
  expect(programmes.find(({ code }) => code === 'FJ-ATTACHED')?.notice).toEqual(notice);
});

test('a calendar year is checked as a whole, and an existing year can be corrected', async () => {
  const { client } = await arrangePerson(gateway, Role.PLATFORM);
  const prepare = async (changes: object) => {
    const input = { ...year2027, idempotencyKey: randomUUID(), ...changes };
    return (await client.get(DraftCalendarDocument, { input })).draftCalendar.draft!;
  };
  const places = ({ contradictions }: DraftPartsFragment) => contradictions.map(({ path }) => path?.join('.'));
  expect(places(await prepare({ holidays: ['2027-01-01'] }))).toEqual(['content.holidays', 'content.holidays']);
  expect(places(await prepare({ documentNumber: ' ' }))).toEqual(['content.documentNumber']);
  const unfit = { holidays: ['2026-12-31', '2027-01-01', '2027-01-01'], makeUpDays: ['2027-01-01', '2027-01-04'] };
  expect(places(await prepare(unfit))).toEqual([
    'content.holidays.0',
    'content.holidays.2',
    'content.makeUpDays.0',
    'content.makeUpDays.1',
  ]);
  // A programme that waits only for the calendar is found in order when it is checked again.
  const waiting = (await draft({ ...base, code: 'FJ-2027', policyPushUntil: '2027-03-01' })).draft!;
  expect(places(waiting)).toEqual(['content.policyPushUntil']);
  await putCalendarInForce(drafters, year2027);
  const again = { input: { draftId: waiting.id, version: waiting.version } };
  const { checkDraft } = await drafters.preparer.client.get(CheckDraftDocument, again);
  expect(checkDraft).toMatchObject({ userErrors: [], draft: { status: 'CHECKED' } });

  const corrected = { ...year2027, holidays: [...year2027.holidays, '2027-12-31'], documentNumber: '测试〔2026〕2号' };
  expect(await putCalendarInForce(drafters, corrected)).toMatchObject({
    status: 'IN_FORCE',
    previous: { holidays: year2027.holidays, documentNumber: '测试〔2026〕1号' },
  });
  const filter = { calendarYear: 2027, status: 'IN_FORCE' as const };
  const { drafts } = await gateway.client().get(DraftsInForceDocument, { filter });
  expect(drafts.nodes.map(({ content }) => (content as typeof year2027).documentNumber)).toEqual([
    '测试〔2026〕2号',
    '测试〔2026〕1号',
  ]);
});

test('each step is in the log with the values before and after', async () => {
  const auditor = await arrangePerson(gateway, Role.AUDITOR);
  await allSealed(gateway);
  const { events } = await auditor.client.get(EventsDocument, { filter: { types: ['PROGRAMME_UPDATED'] } });
  expect(events.nodes[0]!.data).toMatchObject({
    rulesVersion: 2,
    changes: [
      { field: 'policyPushUntil', before: '2025-09-01', after: '2025-09-15' },
      { field: 'rules.products.PRODUCT_LIABILITY.rate', before: '0.1', after: '0.2' },
    ],
  });
});
