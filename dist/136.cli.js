const x=136,z=[136],F={7136:((Y,$,c)=>{c.r($),c.d($,{runCompletion:()=>b});var f=c(1560),m=c(9338),h=c(6761),C=c(8562),O=c(5146);function P(n){const o=n.map(({name:s})=>s),e=n.flatMap(({name:s,options:a})=>a.filter(({takesValue:i})=>i).map(i=>j(s,i))),t=n.map(({name:s,options:a})=>`    ${s}) options="${a.map(i=>`--${i.name}`).join(" ")}" ;;`),r=n.flatMap(({name:s,words:a})=>a===null?[]:[`    ${s}) words="${a.join(" ")}" ;;`]);return`# remap-ready completion bash: source it, or put it into /etc/bash_completion.d
_remap_ready() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= options= words= word
  # Readline splits --name=value in three.
  if [ "$current" = "=" ]; then current=
  elif [ "$previous" = "=" ]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${o.join("|")}) command=$word; break ;; esac
  done
  if [ -z "$command" ]; then
    COMPREPLY=($(compgen -W "${o.join(" ")} --help --version" -- "$current"))
    return
  fi
  case $command:$previous in
${e.join(`
`)}
  esac
  case $command in
${t.join(`
`)}
  esac
  case $command in
${r.join(`
`)}
  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -o default -F _remap_ready remap-ready
`}function j(n,{name:o,short:e,choices:t}){const r=[`${n}:--${o}`,...e===void 0?[]:[`${n}:-${e}`]].join("|"),s=t.length===0?"":` COMPREPLY=($(compgen -W "${t.join(" ")}" -- "$current"));`;return`    ${r})${s} return ;;`}function v(n){const o=n.map(({name:t})=>t).join(" ");return`# remap-ready completion fish
${n.flatMap(({name:t,about:r,options:s,words:a})=>{const i=`complete -c remap-ready -n '__fish_seen_subcommand_from ${t}'`;return[`complete -c remap-ready -f -n 'not __fish_seen_subcommand_from ${o}' -a ${t} -d '${r}'`,...a===null?[]:[`${i} -f${a.length===0?"":` -a '${a.join(" ")}'`}`],...s.map(({name:E,short:u,takesValue:S,choices:p,about:w})=>{const L=S?p.length===0?" -r -F":` -x -a '${p.join(" ")}'`:"";return`${i} -l ${E}${u===void 0?"":` -s ${u}`}${L} -d '${w}'`})]}).join(`
`)}
`}function g(n){const o=n.map(({name:t,about:r})=>`    '${t}:${r}'`),e=n.map(({name:t,options:r,words:s})=>`    ${t})
      _arguments -s : \\
${r.flatMap(R).join(` \\
`)} \\
        '*: :${s===null?"_files":`(${s.join(" ")})`}' ;;`);return`#compdef remap-ready
_remap-ready() {
  local -a commands
  commands=(
${o.join(`
`)}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _arguments '(- *)--help[Print the help]' '(- *)--version[Print the version]'
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${e.join(`
`)}
  esac
}
if [ "$funcstack[1]" = "_remap-ready" ]; then _remap-ready "$@"; else compdef _remap-ready remap-ready; fi
`}function R({name:n,short:o,takesValue:e,choices:t,about:r}){const s=e?`:value:${t.length===0?"_files":`(${t.join(" ")})`}`:"";return[`--${n}${e?"=":""}`,...o===void 0?[]:[`-${o}`]].map(i=>`        '*${i}[${r}]${s}'`)}const l={bash:P,zsh:g,fish:v};function y(n,o){const e=Object.keys(l),t=e.find(a=>a===n);if(t)return l[t](M({explain:o,completion:e,rules:[]}));const r=n===void 0?void 0:(0,f.p)(n,e),s=n===void 0?"`completion` takes the name of a shell.":`There is no completion for \`${n}\`.`;throw new O.e(`${s}${r===void 0?"":` Did you mean \`${r}\`?`} Choose one of ${e.join(", ")}.`)}function M(n){return m.o.map(o=>({name:o,about:d(m.P[o].summary),words:n[o]??null,options:[...C.A.filter(e=>e.commands.includes(o)).map(e=>({name:e.name,short:e.short,takesValue:e.kind!=="flag",choices:(0,h.c)(e,o)??[],about:d(e.meaning)})),{name:"help",short:"h",takesValue:!1,choices:[],about:"Print the help"}]}))}function d(n){const[o=""]=n.split(/\.(?:\s|$)/);return o.replaceAll(/[`'"\\[\]:$]/g,"")}var W=c(40),D=c(8672);function b(n,o){const{positionals:e}=(0,W.W)("completion",n),t=D.a.map(({id:r})=>r);return o.out(y(e[0],t)),0}})};export{x as id,z as ids,F as modules};
