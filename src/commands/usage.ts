/** The help text. */
export const usage = `remap-ready: tells what breaks under Docker's userns-remap before you turn it on.

Usage:
  remap-ready lint [path...]      lint directories or files (default: the working directory)
  remap-ready rules               list the rules
  remap-ready explain <rule>      print a rule's page
  remap-ready --help | --version

Options of lint:
  --format text|github|json|sarif|rdjson|junit|summary
                                  what to print (default: text)
  --fail-on error|warning|note|never
                                  least severity that makes the exit status 1 (default: error)
  --config <file>                 settings file (default: .remap-ready.yml, searched upwards to the repository's root)
  --range-size <n>                ids a container has (default: 65536)
  --base-id <n>                   host id of container root, for worked examples (default: 100000)
  --engines <from-to>             engine major versions the files must work on, for example 20-28
  --userns-host accepted|forbidden|<service,...>
                                  whether userns_mode: host may be used (default: accepted)
  --                              what follows is a path, whatever it starts with

Exit status: 0 clean, 1 findings at or above the threshold, 2 wrong usage or unreadable input, 3 a bug in remap-ready.
`;
