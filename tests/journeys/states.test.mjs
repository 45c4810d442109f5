// None, not told, not known, a range and zero are five things: in the file, after a reload, and on paper, for every
// field a household file has. The fields are read from the schema, so a new one is held to this too.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journey, started } from './harness.mjs';
import { button, leave, link, open, press } from './steps.mjs';

const root = join(import.meta.dirname, '../..');
const schema = JSON.parse(await readFile(join(root, 'docs/household.schema.json'), 'utf8'));
const kind = (name) => schema.$defs[name];
const KNOWN = '#/$defs/Known_';

// Two values of each type, the first of them its zero where it has one, in order.
const values = {
  Yuan: ['0', '900.50'],
  uint16: [0, 2],
  boolean: [false, true],
  Day: ['1960-01-02', '1971-03-04'],
  // Two people born on one day can be either.
  Relation: ['spouse', 'sibling'],
  Disability: ['none', { card: { kind: 'limbs', grade: 2 } }],
};
const twoOf = (type) => values[type] ?? words(type);
const words = (type) => kind(type).oneOf.flatMap((it) => it.enum ?? [it.const]).filter((it) => it !== 'self').slice(0, 2);
const ordered = (type) => ['Yuan', 'uint16', 'Day'].includes(type);

const states = {
  'not told': () => undefined,
  'not known': () => 'unknown',
  zero: (type) => ({ is: twoOf(type)[0] }),
  told: (type) => ({ is: twoOf(type)[1] }),
  range: (type) => (ordered(type)
    ? { between: { from: twoOf(type)[0], to: twoOf(type)[1] } }
    : { 'one-of': twoOf(type) }),
};

/** Every field of a definition that can be in these states, filled in one of them. */
function fields(name, state) {
  const known = Object.entries(kind(name).properties)
    // What only older files say is read and never written.
    .filter(([, it]) => it.$ref?.startsWith(KNOWN) && !it.writeOnly);
  const filled = known.map(([key, it]) => [key, states[state](it.$ref.slice(KNOWN.length))]);
  assert.ok(filled.length > 0, `${name} has no answers any more; this test looks for them in the schema`);
  return Object.fromEntries(filled.filter(([, it]) => it !== undefined));
}

function household(state) {
  const income = (who, type) => ({ who, kind: type, per: 'month', ...fields('Income', state) });
  const all = (...items) => ({ items, complete: 'yes' });
  const area = states[state]('Area');
  // What was not asked is not in the file, and neither is a group of which nothing was.
  const given = (key, it) => (Object.keys(it).length ? { [key]: it } : {});
  const more = {
    ...given('self-care', fields('SelfCare', state)),
    supporters: all({ relation: 'sibling', ...fields('Supporter', state) }),
  };
  return {
    doudi: 2, place: 'daye/huandiqiao', on: '2025-11-20',
    ...(area === undefined ? {} : { area }),
    people: all(
      { id: 'p1', ...fields('Person', state), ...more, relation: { is: 'self' } },
      { id: 'p2', ...fields('Person', state), ...more },
    ),
    incomes: {
      wages: all(income('p1', 'casual-wage')), business: all(income('p1', 'crops')),
      property: all(income('p1', 'rent')), transfers: all(income('p1', 'support')),
    },
    'paid-out': all({ who: 'p1', kind: 'tax', ...fields('PaidOut', state) }),
    expenses: all({ who: 'p1', kind: 'medical', ...fields('Expense', state) }),
    ...given('assets', fields('Assets', state)),
    ...given('background', fields('Background', state)),
    receives: all({ what: 'dibao' }), troubles: all({ what: 'accident' }),
    past: all({ what: 'left', ...fields('Past', state) }),
  };
}

/** What the paper says to each question. */
async function onPaper(page) {
  const tables = await page.locator('table.told').evaluateAll((all) => all.map((table) => ({
    title: table.querySelector('th').innerText,
    rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)),
  })));
  const said = new Map();
  tables.forEach(({ title, rows }, nth) => rows.forEach(([name, answer]) => {
    const place = `${nth} ${title}`;
    if (name === '没有问到') answer.split('；').forEach((it) => said.set(`${place} ${it}`, name));
    else answer.split('；').forEach((it) => {
      const [what, told] = it.includes('：') ? it.split('：') : ['', it];
      said.set(`${place} ${name} ${what}`.trim(), told);
    });
  }));
  return said;
}

journey('five states of every field stay five: in the file, after a reload, on paper', async ({ phone }) => {
  const folder = await mkdtemp(join(tmpdir(), 'doudi-'));
  const papers = {};
  for (const state of Object.keys(states)) {
    // A reload may break the icon's request off.
    const page = await phone({ tolerate: [/icon\.svg: net::ERR_ABORTED/] });
    const told = household(state);
    const file = join(folder, `${state}.json`);
    await writeFile(file, JSON.stringify(told));
    await open(page, file);
    await page.reload();
    await started(page);
    const [download] = await Promise.all([page.waitForEvent('download'), press(button(page, '存成文件'))]);
    // The page adds what receipts are hashed with, and nothing else.
    const { salt, ...kept } = JSON.parse(await readFile(await download.path(), 'utf8'));
    assert.match(salt, /^[0-9A-Z]{16}$/);
    assert.deepEqual(kept, told, `${state}: the file comes back as it was`);
    await leave(page, link(page, '打印申请材料'), '申请材料');
    papers[state] = await onPaper(page);
  }
  // Told in one state only: where and when, who applies, and the words that are ticked. The grade of self-care is computed.
  const never = /^(0 在哪里申请 (在哪里申请|申请日)|1 申请人 是申请人的什么人|.* (低保|意外事故|自理能力))$/;
  const questions = [...papers.told.keys()].filter((it) => !never.test(it) && !papers.told.get(it).includes('以上就是全部'));
  assert.ok(questions.length > 70, `only ${questions.length} answers on paper`);
  for (const question of questions) {
    const told = Object.keys(states).map((state) => [...papers[state]].find(([it]) => same(it, question))?.[1]);
    assert.equal(new Set(told).size, told.length, `${question}: ${told.join(' | ')}`);
    // What nobody asked and no rule looks at, such as the pension part of a wage, is left out; every other state is told.
    assert.ok(!told.slice(1).includes(undefined), `${question}: missing on a paper: ${told.join(' | ')}`);
  }
});

// How a person is called depends on what is known of them; the place of the table does not.
const same = (one, other) => bare(one) === bare(other);
const bare = (it) => it.replace(/^(\d+) (.+?) /, (_, nth, title) => (nth === '2' ? `${nth} ` : `${nth} ${title} `));
