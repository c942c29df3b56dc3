import {open,shot} from './rs-look.mjs';
const p=await open('tablet','/wards/RWEAA-W23/round');
await p.waitForTimeout(1500); await shot(p,'start');
await p.getByLabel('Consultant').check(); await p.getByLabel('Pharmacist').check();
await p.getByRole('button',{name:/Start the/}).click(); await p.waitForTimeout(1500); await shot(p,'walk1');
await p.keyboard.press('g'); await p.waitForTimeout(600); await shot(p,'walk2');
await p.keyboard.press('ArrowRight'); await p.waitForTimeout(300); await p.keyboard.press('r'); await p.keyboard.press('2'); await p.waitForTimeout(500); await shot(p,'walk3');
const q=await open('phone','/wards/RWEAA-W23/round'); await q.waitForTimeout(1500); await shot(q,'walk-phone');
await globalThis.browser.close();
