import { bootstrapFrom } from '/work/main/src/engine/sync/bootstrap.ts';
import { openCache } from '/work/main/src/engine/store/cache-store.ts';
import { findSubjects } from '/work/main/src/engine/queries/search.ts';
import { subjectQuery } from '/work/main/src/engine/queries/subject.ts';
import { readReference } from '/work/main/src/engine/queries/reference.ts';
import { sourceOf } from '/work/main/tests/fixtures/filled-cache.ts';
import { sampleCouncil, NOW, people } from '/work/main/tests/fixtures/sample-council.ts';
import fs from 'node:fs';
const N = Number(process.argv[2]); const dir=`/tmp/h3/perf-${N}`; fs.rmSync(dir,{recursive:true,force:true}); fs.mkdirSync(dir);
let seed=1; const rnd=()=>(seed=(seed*1103515245+12345)&0x7fffffff)/0x7fffffff; const pick=(a:any[])=>a[Math.floor(rnd()*rnd()*a.length)];
const given=Array.from({length:400},(_,i)=>'Gi'+['ven','les','ana','sela','bson','ovan'][i%6]+String.fromCharCode(97+i%26)+String.fromCharCode(97+(i*7)%26)).concat(['John','Mary','Ann','Peter','Sarah','David']);
const fam=Array.from({length:3000},(_,i)=>['Smi','Jon','Bro','Wil','Tay','Har','Mor','Cla','Pat','Sha'][i%10]+String.fromCharCode(97+i%26)+String.fromCharCode(97+(i*11)%26)+['th','es','wn','son','ton'][i%5]);
const streets=Array.from({length:800},(_,i)=>['Acacia','Mill','High','Church','Station','Park','Weaver','Orchard'][i%8]+String.fromCharCode(97+(i>>3)%26)+' '+['Avenue','Lane','Street','Road','Close'][i%5]);
const rows:any[]=sampleCouncil() as any[];
const P=Math.floor(N*0.45);
const pad=(n:number)=>String(n).padStart(8,'0');
for(let i=0;i<P;i++) rows.push({table:'property',row:{id:'1000'+pad(i),addressLine:`${1+i%150} ${streets[i%800]}`,locality:['Northam','Easton','Weston'][i%3],postcode:`CG${1+i%20} ${i%9}${String.fromCharCode(65+i%26)}${String.fromCharCode(65+(i>>4)%26)}`,ward:'w'}});
for(let i=0;i<N;i++){const g=pick(given),f=pick(fam);rows.push({table:'resident',row:{id:'res-'+pad(i),kind:'person',preferredName:`${g} ${f}`,givenName:g,familyName:f,previousNames:[],dateOfBirth:'1970-01-01',propertyId:'1000'+pad(i%P),householdId:'h'+(i%P),contactPoints:[{kind:'phone',value:'+447700900'+String(i%1000).padStart(3,'0'),verifiedAt:null,safeToVoicemail:true,safeToText:true},{kind:'email',value:`${g}.${f}${i%97}@example.org`.toLowerCase(),verifiedAt:null,safeToVoicemail:true,safeToText:true}],accountReferences:[{service:'ct',reference:'CT-'+pad(i)}],language:'en',deceasedOn:null,lastContactAt:NOW-Math.floor(rnd()*1e10)}});}
const C=Math.floor(N*Number(process.argv[3]??6.6));
for(let i=0;i<C;i++)rows.push({table:'contact',row:{id:'con-'+pad(i),residentId:'res-'+pad(i<3000?7:i%N),propertyId:'1000'+pad((i%N)%P),caseId:null,serviceId:'524',channel:'phone-in',reason:'report',outcome:'logged',avoidable:null,note:'The crew did not take the bin on the usual day, second time this month. '.repeat(1+i%3),staffId:'staff-ann',siteId:'hub',startedAt:NOW-i*60000,endedAt:null,externalReference:null}});
for(let i=0;i<N*0.66;i++)rows.push({table:'caseFile',row:{id:'cas-'+pad(i),reference:'WB-'+pad(i),residentId:'res-'+pad(i),propertyId:'1000'+pad(i%P),serviceId:'524',title:'Missed bin',status:i%5?'closed':'open',openedAt:NOW-i*60000,dueAt:null,closedAt:null,ownerTeam:'w',channel:'web',externalReference:null}});
const source=sourceOf(rows); let t=performance.now(); const key=()=>new Uint8Array(32).fill(7);
// quick pages
const idx=new Map<string,any[]>();
for(const r of rows){(idx.get(r.table)??idx.set(r.table,[]).get(r.table))!.push(r.row)}
for(const a of idx.values())a.sort((x,y)=>x.id<y.id?-1:1);
source.page=async(table,after,limit)=>{const all=idx.get(table)??[];let lo=0,hi=all.length;while(lo<hi){const m=(lo+hi)>>1;if(all[m].id>after)hi=m;else lo=m+1}const r=all.slice(lo,lo+limit);return {ok:true,value:{rows:r.map(row=>({version:1,row})),last:r.at(-1)?.id??null,more:lo+limit<all.length,total:all.length}}};
let lastT='';let maxGap=0,last=performance.now();
const out=await bootstrapFrom(source,{stagedFile:dir+'/cache.db',key:key(),scopes:['a'],now:()=>NOW,onProgress:(p)=>{const n=performance.now();maxGap=Math.max(maxGap,n-last);last=n;if(p.table!==lastT){console.log((n-t).toFixed(0),p.table,p.total);lastT=p.table}}});
console.log('bootstrap',out.ok,(performance.now()-t).toFixed(0),'ms, rows',rows.length,'longest step',maxGap.toFixed(0),'size',(fs.statSync(dir+'/cache.db').size/1e6).toFixed(0),'MB','rss',(process.memoryUsage().rss/1e6).toFixed(0));
t=performance.now();const o=openCache(dir+'/cache.db',key());if(!o.ok)throw o;const cache=o.value;console.log('open',(performance.now()-t).toFixed(1));
const desk:any={cache,now:()=>NOW,reference:readReference(cache),connection:'online',actor:{...people.ann,staffId:'staff-ann'}};
for(const q of ['j','jo','john','john s','john smi','smith john','gi','12 acacia','acaciab','cg4','cg4 7','cg47ab','07700','07700 900123','900123','0123','ct-0000','CT-00000123','wb-00000044','example','a','1','12 mill cg4','zzz','mary 07700','john 07700 900','sarah gmail','ann.s','gi w','john northam']){
 const ts:number[]=[];let r:any;for(let k=0;k<15;k++){const a=performance.now();r=findSubjects(desk,q,20);ts.push(performance.now()-a)}
 const first=ts[0];ts.sort((a,b)=>a-b);console.log(q.padEnd(18),'first',first.toFixed(2).padStart(7),'median',ts[7].toFixed(2).padStart(7),'hits',r.hits.length,r.more,(r.hits[0]?.title??''));
}
for(const id of ['res-'+pad(7),'res-'+pad(50)]){const ts:number[]=[];let r:any;for(let k=0;k<15;k++){const a=performance.now();r=subjectQuery.read(desk,{kind:'resident',id});ts.push(performance.now()-a)}const first=ts[0];ts.sort((a,b)=>a-b);console.log('subject',id,first.toFixed(2),ts[7].toFixed(2),r.collections.timeline.length,r.collections.header[0]?.counts)}
