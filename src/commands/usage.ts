/** The help text. */
export const usage = `remap-ready: tells what breaks under Docker's userns-remap before you turn it on.

Usage:
  remap-ready lint [path...]      lint directories or files (default: the working directory)
  remap-ready compare [path]      run a compose project, a Dockerfile or images (--image) on a plain and a remapped engine (Linux, root or sudo)
  remap-ready config [path...]    print the effective compose model, with where each value comes from
                                  (--profile <name> and --env-file <file>, both more than once; default: every profile)
  remap-ready rules               list the rules
  remap-ready explain <rule>      print a rule's page
  remap-ready --help | --version

Options of lint and compare:
  --fail-on error|warning|note|never
                                  least severity that makes the exit status 1 (default: error)
  --config <file>                 settings file (default: .remap-ready.yml, searched upwards to the repository's root)
  --range-size <n>                ids a container has (default: 65536)
  --base-id <n>                   host id of container root, for worked examples (default: 100000)
  --engines <from-to>             engine major versions the files must work on, for example 20-28
  --userns-host accepted|forbidden|<service,...>
                                  whether userns_mode: host may be used (default: accepted)
  --                              what follows is a path, whatever it starts with

Options of lint:
  --format text|github|json|sarif|rdjson|junit|summary
                                  what to print (default: text)

Options of compare:
  --format text|json|html|summary|sarif|github
                                  what to print (default: text)
  --report <file>                 also write an HTML report
  -f, --file <compose file>       as docker compose has it; also --profile <name>, --env-file <file>
  --env <name>                    let the project ask for a variable of the environment that looks like a secret (more than once)
  --untrusted                     refuse a project that could get out of its engine, and give it no variables but those of --env
  --image <name>                  compare images instead of a project
  --image-archive <file|dir>      take images from archives made by docker save, before asking this machine's Docker
  --probe <service>=<command>     a command to run in a service on both sides
  --dockerd, --compose, --docker <path>
                                  programs to use (default: the machine's own)
  --id-range <start>:<size>       host ids to map to (default: the settings' posture, else 65536 from 100000 where free)
  --quiet, --busy, --settle, --timeout <seconds>
                                  when a service has settled (3, 12, 90), and when all is over (900)
  --no-remedies                   do not try what might help
  --sequential                    run the stack on one engine after the other (default: where less than 1 GiB of memory is available)
  --network none|outbound         keep the engines without a way to the network, or insist on one (default: where slirp4netns is)
  --scratch <dir>                 where the engines keep their data; made when it is not there, and removed again
                                  (default: /var/lib/remap-ready)

Exit status: 0 clean, 1 findings at or above the threshold or a broken subject, 2 wrong usage, unreadable input or a result that does not
cover all of it (2 wins over 1), 3 a bug in remap-ready or engines that cannot run here, 130 or 143 interrupted.
`;
