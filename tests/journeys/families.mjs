// Families A, B and C as a resident would type them, and the examples as files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const casual = { who: '申请人', kind: '打零工', per: '每月多少', each: '900', times: '12', costs: '0' };
const crops = { who: '申请人', kind: '种植', each: '2400', costs: '900' };
const yearly = (each) => ({ who: '申请人', kind: '上班工资', per: '12个月合计', each, costs: '0' });

/** A couple of 58 and 55 with odd jobs and a field. */
export const a = {
  people: [{ birth: [1967, 3, 15] }, { relation: '配偶', birth: [1970, 6, 1] }],
  incomes: { wages: [casual], business: [crops] },
  assets: { savings: '0' },
};

/** Parents with a child of 13, on one wage of the given sum in twelve months. */
export const b = (wage) => ({
  people: [
    { birth: [1975, 1, 10] }, { relation: '配偶', birth: [1977, 8, 20] },
    { relation: '子女', birth: [2012, 5, 5] },
  ],
  incomes: { wages: [yearly(wage)] },
  assets: { savings: '0' },
});

/** A healthy couple of 40 and 38 with 40,000 of wages and 60,000 saved. */
export const c = {
  people: [{ birth: [1985, 2, 2] }, { relation: '配偶', birth: [1987, 9, 9] }],
  incomes: { wages: [yearly('40000')] },
  assets: { savings: '60000' },
};

const KIN = { child: 'parent', grandchild: 'parent' };

/** One of the examples, with what most people say to everything it leaves out. */
export function household(name) {
  const told = JSON.parse(readFileSync(join(import.meta.dirname, '../../examples', `${name}.json`), 'utf8'));
  const is = (value) => ({ is: value });
  const none = { complete: 'yes' };
  told.people.items = told.people.items.map((person) => ({
    disability: is('none'), 'severe-illness': is(false), work: is('working'), labour: is('full'),
    supporters: { items: [{ relation: KIN[person.relation.is] ?? 'child', state: is('able') }], ...none },
    ...(KIN[person.relation.is] ? { mother: is('able'), father: is('able') } : {}),
    ...person,
  }));
  Object.values(told.incomes).flatMap((head) => head.items ?? []).forEach((income) => { if (income.each === 'unknown') income.each = is('1200'); });
  const background = Object.fromEntries(
    ['former-poor', 'relocated', 'settled-in-town', 'land', 'rose-by-work'].map((key) => [key, is(false)]));
  return { background, receives: none, troubles: none, past: none, ...told };
}

/** A household as a file to be picked. */
export const asFile = (told) => ({
  name: 'family.json', mimeType: 'application/json', buffer: Buffer.from(typeof told === 'string' ? told : JSON.stringify(told)),
});
export const example = (name) => asFile(household(name));
