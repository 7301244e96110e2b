import { joinPackages } from './package/join-packages.ts'

// `node scripts/join-packages.ts FROM TO`: what the machines of a release made, in one folder.

const [from = '', to = ''] = process.argv.slice(2)
joinPackages(from, to)
