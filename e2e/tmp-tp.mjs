import { io } from "socket.io-client";
import fs from "node:fs"; import {execSync} from "node:child_process";
const B="http://127.0.0.1:23030"; const J=async(m,p,b,t)=>{const r=await fetch(B+p,{method:m,headers:{...(b?{"content-type":"application/json"}:{}),...(t?{authorization:"Bearer "+t}:{})},body:b?JSON.stringify(b):undefined});return r.status===204?null:r.json()};
const {accessToken:t}=await J("POST","/api/auth/login",{email:"a@b.co",password:"0123456789"});
if(!fs.existsSync("/dev/shm/t200.txt")){let s="";let i=0;while(s.length<2e6){s+=`line ${i++} the quick brown fox jumps over the lazy dog ${Math.random()}\n`;}const fd=fs.openSync("/dev/shm/t200.txt","w");for(let k=0;k<100;k++)fs.writeSync(fd,s);fs.closeSync(fd)}
const size=fs.statSync("/dev/shm/t200.txt").size;
const pids=(await J("GET","/api/runners",null,t)).items.map(r=>r.pid); const spid=+fs.readFileSync("/tmp/dh.pid","utf8");
const cpu=p=>{const s=fs.readFileSync(`/proc/${p}/stat`,"latin1").split(") ")[1].split(" ");return (+s[11]+ +s[12])/100};
const sock=io(B,{auth:{token:t},transports:["websocket"]}); await new Promise(r=>sock.on("connect",r));
const c0=[spid,...pids].map(cpu);
const t0=performance.now();
const s=await J("POST","/api/sessions",{kind:"terminal",shell:"/bin/sh",args:["-c","stty -opost; cat /dev/shm/t200.txt"]},t);
let n=0,ev=0;const done=new Promise(r=>sock.on("run:event",e=>{if(e.channel==="terminal:output"){n+=e.payload.length;ev++}else if(e.channel==="terminal:exit")r()}));
const a=await sock.emitWithAck("run:attach",{runId:s.id,afterSeq:0}); if(!a.ok)console.log(a);
await done; const ms=performance.now()-t0; const c1=[spid,...pids].map(cpu);
console.log((n/1e6).toFixed(0),"MB",n===size,"events",ev,"avg",(n/ev)|0,ms|0,"ms",(n/1e3/ms).toFixed(1),"MB/s cpu/100MB server",((c1[0]-c0[0])/(n/1e8)).toFixed(2),"runner",((c1[1]-c0[1])/(n/1e8)).toFixed(2), "rss",execSync(`ps -o rss= -p ${spid}`).toString().trim());
// echo
const s2=await J("POST","/api/sessions",{kind:"terminal",shell:"/bin/cat",args:[]},t);let got;sock.on("run:event",e=>{if(e.runId===s2.id&&e.channel==="terminal:output")got?.()});await sock.emitWithAck("run:attach",{runId:s2.id,afterSeq:0});
const l=[];for(let i=0;i<1000;i++){const a=performance.now();const p=new Promise(r=>got=r);sock.emit("run:input",{runId:s2.id,data:"x"});await p;l.push(performance.now()-a);if(i%50==49){sock.emit("run:input",{runId:s2.id,data:"\n"});await new Promise(r=>setTimeout(r,20))}}
l.sort((a,b)=>a-b);console.log("echo p50",l[500].toFixed(2),"p95",l[950].toFixed(2),"p99",l[990].toFixed(2));
await J("POST",`/api/sessions/${s2.id}/stop`,null,t);sock.close();
