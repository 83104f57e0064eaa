import { openSealed } from './store/sealed-database.ts';
import { residentText } from './search/documents.ts';
import { openCache } from './store/cache-store.ts';
import fs from 'node:fs';
const o=openCache('/tmp/h3/perf-300000/cache.db',new Uint8Array(32).fill(7)); if(!o.ok) throw o; const cache=o.value;
let t=performance.now();
const lim=Number(process.argv[2]??100000);
const texts:any[]=[];
for(const {row} of cache.select('resident','ORDER BY id LIMIT ?',[lim])) texts.push(residentText(row,cache.row('property',row.propertyId)?.row??null));
console.log('read+normalise',(performance.now()-t).toFixed(0));
cache.close();
for(const [label,ddl,mode,cfg] of [
 ['one table col p4 default',["create virtual table f using fts5(name,address,codes,content='',contentless_delete=1,detail=column,prefix='1 2 3 4')"],'one',[]],
 ['one table col p4 hash64 noauto',["create virtual table f using fts5(name,address,codes,content='',contentless_delete=1,detail=column,prefix='1 2 3 4')"],'one',["insert into f(f,rank) values('automerge',0)","insert into f(f,rank) values('hashsize',67108864)","insert into f(f,rank) values('crisismerge',64)"]],
 ['two none p8 hash64 noauto',["create virtual table f using fts5(name,content='',contentless_delete=1,detail=none,prefix='1 2 3 4 5 6')","create virtual table g using fts5(words,content='',contentless_delete=1,detail=none,prefix='1 2 3 4 5 6 7 8')"],'two',["insert into f(f,rank) values('automerge',0)","insert into f(f,rank) values('hashsize',67108864)","insert into g(g,rank) values('automerge',0)","insert into g(g,rank) values('hashsize',67108864)","insert into g(g,rank) values('crisismerge',64)"]],
 ['two none p5 hash64 noauto',["create virtual table f using fts5(name,content='',contentless_delete=1,detail=none,prefix='1 2 3 4 5')","create virtual table g using fts5(words,content='',contentless_delete=1,detail=none,prefix='1 2 3 4 5')"],'two',["insert into f(f,rank) values('automerge',0)","insert into f(f,rank) values('hashsize',67108864)","insert into g(g,rank) values('automerge',0)","insert into g(g,rank) values('hashsize',67108864)","insert into g(g,rank) values('crisismerge',64)"]],
] as any[]){
 const file='/tmp/h3/fts.db';for(const e of ['','-wal','-shm'])fs.rmSync(file+e,{force:true});
 const op=openSealed(file,new Uint8Array(32).fill(7),{synchronous:'NORMAL',thorough:false}); if(!op.ok) throw op; const db=op.value;
 t=performance.now();
 for(const s of [...ddl,...cfg])db.exec(s);
 const ins=mode==='one'?[db.prepare('insert into f(rowid,name,address,codes) values(?,?,?,?)')]:[db.prepare('insert into f(rowid,name) values(?,?)'),db.prepare('insert into g(rowid,words) values(?,?)')];
 const step=db.transaction((from:number)=>{for(let i=from;i<Math.min(from+2000,texts.length);i++){const x=texts[i];if(mode==='one')ins[0].run(i+1,x.name,x.address,x.codes);else{ins[0].run(i+1,x.name);ins[1].run(i+1,[...new Set(`${x.name} ${x.address} ${x.codes}`.split(' '))].join(' '));}}});
 let worst=0;for(let i=0;i<texts.length;i+=2000){const a=performance.now();step(i);worst=Math.max(worst,performance.now()-a)}
 const ti=performance.now()-t;t=performance.now();
 db.exec("insert into f(f) values('optimize')");if(mode==='two')db.exec("insert into g(g) values('optimize')");
 const to=performance.now()-t;db.pragma('wal_checkpoint(TRUNCATE)');
 console.log(label,'insert',ti.toFixed(0),'worst',worst.toFixed(0),'optimize',to.toFixed(0),'size',(fs.statSync(file).size/1e6).toFixed(0));
 const q=(n:string,sql:string,m:string)=>{const st=db.prepare(sql);const ts=[];for(let k=0;k<11;k++){const a=performance.now();st.all(m);ts.push(performance.now()-a)}ts.sort((a,b)=>a-b);console.log('   ',n.padEnd(18),ts[5].toFixed(3))};
 const T=mode==='one'?'f':'g';
 for(const m of ['"gi"*','"07700"*','"077009"*','"077009001"*','"12"* and "acacia"*','"mary"* and "07700"*','"ct"* and "0000"*','"cg4"*'])q(m,`select rowid from ${T} where ${T} match ? order by rowid desc limit 21`,m);
 q('name gi','select rowid from f where f match ? order by rowid desc limit 21',mode==='one'?'name:("gi"*)':'"gi"*');
 q('name givenmg','select rowid from f where f match ? order by rowid desc limit 21',mode==='one'?'name:("gisel"*)':'"gisel"*');
 db.close();
}
