import{Fn as e,Mn as t,Nn as n,O as r,Pn as i,S as a,n as o,rt as s}from"./lint.js";function c(e){let t=e.map(({name:e})=>e),n=e.flatMap(({name:e,options:t})=>t.filter(({takesValue:e})=>e).map(t=>l(e,t))),r=e.map(({name:e,options:t})=>`    ${e}) options="${t.map(e=>`--${e.name}`).join(` `)}" ;;`),i=e.flatMap(({name:e,words:t})=>t===null?[]:[`    ${e}) words="${t.join(` `)}" ;;`]);return`# remap-ready completion bash: source it, or put it into /etc/bash_completion.d
_remap_ready() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= options= words= word
  # Readline splits --name=value in three.
  if [ "$current" = "=" ]; then current=
  elif [ "$previous" = "=" ]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${t.join(`|`)}) command=$word; break ;; esac
  done
  if [ -z "$command" ]; then
    COMPREPLY=($(compgen -W "${t.join(` `)} --help --version" -- "$current"))
    return
  fi
  case $command:$previous in
${n.join(`
`)}
  esac
  case $command in
${r.join(`
`)}
  esac
  case $command in
${i.join(`
`)}
  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -o default -F _remap_ready remap-ready
`}function l(e,{name:t,short:n,choices:r}){return`    ${[`${e}:--${t}`,...n===void 0?[]:[`${e}:-${n}`]].join(`|`)})${r.length===0?``:` COMPREPLY=($(compgen -W "${r.join(` `)}" -- "$current"));`} return ;;`}function u(e){let t=e.map(({name:e})=>e).join(` `);return`# remap-ready completion fish\n${e.flatMap(({name:e,about:n,options:r,words:i})=>{let a=`complete -c remap-ready -n '__fish_seen_subcommand_from ${e}'`;return[`complete -c remap-ready -f -n 'not __fish_seen_subcommand_from ${t}' -a ${e} -d '${n}'`,...i===null?[]:[`${a} -f${i.length===0?``:` -a '${i.join(` `)}'`}`],...r.map(({name:e,short:t,takesValue:n,choices:r,about:i})=>{let o=n?r.length===0?` -r -F`:` -x -a '${r.join(` `)}'`:``;return`${a} -l ${e}${t===void 0?``:` -s ${t}`}${o} -d '${i}'`})]}).join(`
`)}\n`}function d(e){let t=e.map(({name:e,about:t})=>`    '${e}:${t}'`),n=e.map(({name:e,options:t,words:n})=>`    ${e})
      _arguments -s : \\
${t.flatMap(f).join(` \\
`)} \\
        '*: :${n===null?`_files`:`(${n.join(` `)})`}' ;;`);return`#compdef remap-ready
_remap-ready() {
  local -a commands
  commands=(
${t.join(`
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
${n.join(`
`)}
  esac
}
if [ "$funcstack[1]" = "_remap-ready" ]; then _remap-ready "$@"; else compdef _remap-ready remap-ready; fi
`}function f({name:e,short:t,takesValue:n,choices:r,about:i}){let a=n?`:value:${r.length===0?`_files`:`(${r.join(` `)})`}`:``;return[`--${e}${n?`=`:``}`,...t===void 0?[]:[`-${t}`]].map(e=>`        '*${e}[${i}]${a}'`)}const p={bash:c,zsh:d,fish:u};function m(e,r){let i=Object.keys(p),a=i.find(t=>t===e);if(a)return p[a](h({explain:r,completion:i,rules:[]},{rule:r}));let o=e===void 0?void 0:t(e,i),s=e===void 0?"`completion` takes the name of a shell.":`There is no completion for \`${e}\`.`;throw new n(`${s}${o===void 0?``:` Did you mean \`${o}\`?`} Choose one of ${i.join(`, `)}.`)}function h(t,n){return i.map(i=>({name:i,about:g(e[i].summary),words:t[i]??null,options:[...a.filter(e=>e.commands.includes(i)).map(e=>({name:e.name,short:e.short,takesValue:e.kind!==`flag`,choices:r(e,i)??n[e.name]??[],about:g(e.meanings?.[i]??e.meaning)})),{name:`help`,short:`h`,takesValue:!1,choices:[],about:`Print the help`}]}))}function g(e){let[t=``]=e.split(/\.(?:\s|$)/);return t.replaceAll(/[`'"\\[\]:$]/g,``)}function _(e,t){let{positionals:n}=o(`completion`,e),r=s.map(({id:e})=>e);return t.out(m(n[0],r)),0}export{_ as runCompletion};