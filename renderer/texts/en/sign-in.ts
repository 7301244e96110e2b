export const signIn = {
  title: 'Sign in to {{host}}',
  lead: 'This browser has no key for Millrace on {{host}} yet. The key is made there and stays with you. There is no account.',
  label: 'Link or key',
  placeholder: 'Paste the link or the key',
  action: 'Sign in',
  where: 'Where to get the key',
  terminal: 'In the terminal on {{host}}',
  terminalWhy: 'When it was started it printed a link with the key, or which file has the key',
  again: 'The terminal is closed, or the link is lost',
  againWhy: 'Start it again: each start makes a new key, and the old one ends. Only --token-file keeps one',
  other: 'Someone else runs it',
  otherWhy: 'Ask them for the link',
  care: 'Whoever has the key can run recipes on {{host}} and read the folders it shares. Do not pass it on.',
  copy: 'Copy {{command}}',
  wrong:
    'This key does not fit. Millrace makes a new one at each start: take the link from the last start. With --token-file, take what is in that file.',
  noKey:
    'This link holds no key. Take the whole line that Millrace printed: the key is what follows #token= in it. With --token-file, take what is in that file.',
  slowDown: 'Too many keys were tried. Wait a minute, then try again.',
  noAnswer: 'Nobody answers on {{host}}. Check that Millrace is running there, then try again.',
  signedOut: 'You were signed out. Millrace was started again there, or somebody signed out.',
} as const
