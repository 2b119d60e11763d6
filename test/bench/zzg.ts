import { startTfjs } from '../../extension/engine/backends/tfjs';
import * as tf from '@tensorflow/tfjs-core';
async function go(){
await startTfjs('tensorflow' as any);
const X=tf.randomUniform([10000,784]) as any; const V=tf.randomUniform([784,128]) as any; const D=tf.randomUniform([10000,128]) as any;
const cases:[string,()=>tf.Tensor][]=[
['X V',()=>tf.matMul(X,V)],
['Xt D',()=>tf.matMul(X,D,true)],
['(Dt X)t',()=>tf.transpose(tf.matMul(D,X,true))],
...[2,4,8,10].flatMap(b=>[[`Xt D in ${b}`,()=>tf.sum(tf.matMul(tf.reshape(X,[b,10000/b,784]),tf.reshape(D,[b,10000/b,128]),true),0)],[`Dt X in ${b}`,()=>tf.sum(tf.matMul(tf.reshape(D,[b,10000/b,128]),tf.reshape(X,[b,10000/b,784]),true),0)],[`X V in ${b}`,()=>tf.matMul(tf.reshape(X,[b,10000/b,784]),tf.reshape(V,[1,784,128]))]] as any),
];
const times=cases.map(()=>[] as number[]);
const dirty=tf.randomUniform([4000000]);
for(let i=0;i<21;i++) cases.forEach(([,f],j)=>{ tf.add(dirty,1).dispose(); const s=performance.now(); const r=tf.tidy(f); times[j].push(performance.now()-s); r.dispose();});
cases.forEach(([n],j)=>{times[j].sort((a,b)=>a-b); console.log(times[j][10].toFixed(2).padStart(7),times[j][3].toFixed(2).padStart(7),n);});
}
void go();
