import { chromium } from 'playwright-core';
import { serve } from './xtask/web/server.mjs';
const s = await serve({dir: process.env.DIST ?? 'dist'});
const b = await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']});
// node shots.mjs FILE look hash name [y h] ...
const [file, look, ...rest] = process.argv.slice(2);
const opt = look==='desk'?{viewport:{width:1280,height:800}}:{viewport:{width:360,height:740},isMobile:true,hasTouch:true};
if (process.env.DARK) opt.colorScheme='dark';
const c = await b.newContext({...opt, locale: process.env.LANG2 ?? 'zh-CN'});
const p = await c.newPage();
await p.goto(s.url);
if (file!=='-') {
 await p.getByLabel('打开保存的文件').setInputFiles(file);
 await p.getByText('文件已打开。').waitFor();
 await p.getByRole('link',{name:'看结果'}).first().click();
 await p.getByText('依据哪些文件').first().waitFor();
}
for (const item of rest) {
  const [hash,name,y,h,open] = item.split(',');
  if (hash) { await p.evaluate((h)=>{location.hash=h}, hash); await p.waitForTimeout(2500); }
  if (process.env.TEXT) await p.addStyleTag({content:`html{font-size:${process.env.TEXT}%}`});
  if (open) await p.evaluate(()=>document.querySelectorAll('details').forEach(d=>d.open=true));
  await p.waitForTimeout(300);
  const full = await p.evaluate(()=>document.documentElement.scrollHeight);
  console.log(hash, full);
  if (process.env.PDF) await p.pdf({path:`/tmp/${name}.pdf`,format:'A4'});
  else await p.screenshot({path:`/tmp/${name}.png`,fullPage:true,clip:{x:0,y:+(y??0),width:opt.viewport.width,height:Math.min(+(h??full), full-+(y??0))}});
}
await b.close(); await s.close();
