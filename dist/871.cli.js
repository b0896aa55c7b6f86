const m=871,r=[871],c={871:((p,a,e)=>{e.d(a,{writeFault:()=>i});var s=e(2521),n=e(644);function i({where:_,error:t},{err:o}){const d=t instanceof Error?t.stack??t.message:String(t);o(`remap-ready ${n.r} has a bug: ${(0,s.g)(_)} failed. Please report it with the lines below and the file it names: https://github.com/remap-ready/remap-ready/issues
${d.split(`
`).map(l=>`  ${(0,s.g)(l)}`).join(`
`)}
`)}})};export{m as id,r as ids,c as modules};
