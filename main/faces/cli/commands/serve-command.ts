import type { CommandSpec } from '../command-spec.ts'

export const serveCommand: CommandSpec = {
  name: 'serve',
  summary: 'Show the screens in a browser',
  details: [
    'Prints the address to open. It holds a token: whoever has the address is let in. It is made anew at each start, unless --token-file keeps it.',
    'Ctrl-C finishes the files in hand and ends; runs that are not over wait for the next start. A second Ctrl-C stops at once.',
  ],
  arguments: [],
  options: [
    { flags: '--port <number>', help: 'port to listen on (4780; 0 takes a free one)', value: 'port' },
    {
      flags: '--host <address>',
      help: 'address to listen on, for other machines too if it is not 127.0.0.1; nothing is encrypted',
      value: 'address',
    },
    {
      flags: '--token-file <file>',
      help: 'keep the token there, for you only, instead of printing it; made where it is missing',
      value: 'file',
    },
    { flags: '--open', help: 'open the screens in the browser of this machine' },
    {
      flags: '--allow-programs',
      help: 'let recipes run programs of this machine; off, for a browser can send recipes',
    },
  ],
  examples: [
    ['millrace serve --open', 'the screens, on this machine only'],
    ['millrace serve --host 192.168.1.5', 'for other machines of a network you trust'],
  ],
  load: async () => (await import('../verbs/serve.ts')).serve,
}
