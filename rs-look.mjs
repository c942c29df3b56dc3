import { chromium } from 'playwright-core';
const url='http://127.0.0.1:3471';
const SIZES={wall:{width:1920,height:1080},tablet:{width:1024,height:768},phone:{width:390,height:844}};
export async function open(size,path,person='nurse.RWEAA-W23'){
  const b=globalThis.browser??=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
  const c=await b.newContext({baseURL:url,viewport:SIZES[size],hasTouch:size!=='wall',reducedMotion:'reduce'});
  const a=await c.request.post('/api/session',{data:{person}}); if(!a.ok()) console.log('signin',a.status(), await a.text());
  const p=await c.newPage();
  p.on('pageerror',e=>console.log('ERR',e.message)); p.on('console',m=>['error','warning'].includes(m.type())&&console.log('CON',m.text()));
  await p.goto(path); return p;
}
export const shot=(p,n)=>p.screenshot({path:`/tmp/rs-shots/${n}.png`});
