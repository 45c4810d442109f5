// By which day a family hears: a sentence, a picture with its table, a sheet of paper, and days for the phone's calendar.
// Worked out by hand from 20 November 2025, a Thursday: five working days to the 27th, five days to 2 December, three working
// days to the 5th; ten, twenty and forty-five to 4 December, 18 December and 23 January.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { example } from './families.mjs';
import { journey } from './harness.mjs';
import { below, sheets } from './reading.mjs';
import { leave, link, open, press } from './steps.mjs';

const flat = (text) => text.replace(/\s+/g, ' ').trim();
const STEPS = '一步一步，什么时候该有回音';
const HEARS = '若2025年11月20日受理，12月18日前有结果；走告知承诺的，12月4日前；情况特殊的，2026年1月23日前。';
const OVER = '各步都用足时间，要到12月5日，比告知承诺的10个工作日多1个工作日：这样办，有的步骤要更快。';

journey('a family reads by when it hears, sees it drawn, takes the days along and prints them', async (it) => {
  const page = await it.phone();
  await open(page, example('d-needs-explaining'));
  assert.deepEqual(await below(page, '多久有结果'), [HEARS]);

  await press(page.getByText(STEPS, { exact: true }));
  const bars = await page.locator('.timeline__bars li').allInnerTexts();
  assert.deepEqual(bars.map(flat), [
    '线上核对马上开始；两人以上上门调查 11月27日前', '在村里固定公示栏公示 到12月2日', '集中研判，符合的由镇里直接确认 12月5日前',
    '办完，告诉您结果 12月18日前', '走告知承诺的，办完 12月4日前', '情况特殊的，最晚办完 2026年1月23日前',
  ]);
  // What is drawn ends where the words say: the limit by commitment before the last part, in the picture's own units.
  const ends = await page.locator('.timeline__part, .timeline__limit').evaluateAll((all) =>
    all.map((bar) => Number(bar.getAttribute('x')) + Number(bar.getAttribute('width'))));
  assert.deepEqual(ends, [80, 130, 160, 290, 150, 650]);
  await page.getByText(OVER, { exact: true }).waitFor();
  const rows = (await page.locator('table.steps').first().locator('tbody tr').allInnerTexts()).map(flat);
  assert.match(rows[1], /^在村里固定公示栏公示 .*全国的办法：初审结果公示，7天（民发〔2021〕57号第十九条）。.* 上一步完了以后5天 到12月2日$/);
  await it.fits(page);
  await it.axe(page);
  await it.shot(page, 'schedule');

  const [download] = await Promise.all([page.waitForEvent('download'), press(link(page, '把这些日子放进手机日历'))]);
  assert.equal(download.suggestedFilename(), '兜底自查日程.ics');
  const calendar = await readFile(await download.path(), 'utf8');
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
  assert.match(calendar, /UID:daye-ordinary-2025-11-20@doudi\r\nDTSTAMP:20251120T000000Z\r\nDTSTART;VALUE=DATE:20251218\r\nDTEND;VALUE=DATE:20251219\r\n/);
  assert.match(calendar.replaceAll('\r\n ', ''), /SUMMARY:最晚今天：办完，告诉您结果（试点镇）\r\n/);

  await leave(page, link(page, '打印申请材料'), '申请材料');
  const papers = sheets(await it.pdfText(await it.printPdf(page, 'schedule')));
  const paper = papers.find((text) => text.startsWith('办理时间表（自己留着） '));
  assert.ok(paper, 'the timetable is a sheet of its own');
  for (const said of ['办完，告诉您结果 12月18日前', OVER]) assert.ok(paper.includes(said), `“${said}” is not in: ${paper}`);
  assert.doesNotMatch(papers.join(' '), /手机日历/, 'paper has no links');
});
