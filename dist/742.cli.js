const m=742,r=[742],c={5742:((p,a,e)=>{e.d(a,{writeFault:()=>i});var s=e(7944),n=e(3411);function i({where:_,error:t},{err:o}){const d=t instanceof Error?t.stack??t.message:String(t);o(`remap-ready ${n.r} has a bug: ${(0,s.g)(_)} failed. Please report it with the lines below and the file it names: https://github.com/remap-ready/remap-ready/issues
${d.split(`
`).map(l=>`  ${(0,s.g)(l)}`).join(`
`)}
`)}})};export{m as id,r as ids,c as modules};
