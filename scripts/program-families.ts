import { type EntryName, entryPoints } from '../main/entry-points.ts'
import type { StartGroup } from './chunks-by-start.ts'

/** Programs that are built together, and what their starts load in few files. */
export interface ProgramFamily {
  entries: EntryName[]
  starts: StartGroup[]
}

const pictures = ['workers/carriers/image-family.ts']
/** Of them no start needs the codecs of pictures. */
const otherFamilies = ['archives/archive', 'carriers/file', 'carriers/secret', 'carriers/external'].map(
  (family) => `workers/${family}-family.ts`,
)
/** What a run loads before the engine; the engine's threads start then, and what is left of it is loaded beside them. */
const running = ['main/faces/cli/verbs/run.ts', 'main/host.ts']
/** Of an engine that somebody else has, nothing but what it takes to talk to it. */
const connecting = ['main/faces/attach/connect.ts']
/** How others reach this one. */
const sharingEngine = ['main/faces/attach/owned-engine.ts']
const engine = ['main/assemble-host.ts']
/** What else is waited for, by whom much of that is needed too. */
const besides = [
  'reader',
  'recipe-reader',
  'look-around',
  'check-state',
  'check-codecs',
  'faces/cli/verbs/history',
  'faces/cli/verbs/doctor',
  'faces/cli/verbs/serve',
  'faces/server/open-server',
  'faces/desktop/desktop-app',
].map((name) => `main/${name}.ts`)
const workers = [entryPoints.process, entryPoints.thread]

/** These have much code in common, and share its files. Every other program has files of its own: it loads fewer, and nothing that only others need, which is most of what its start takes. */
const sharing: ProgramFamily[] = [
  {
    entries: ['cli', 'desktop'],
    starts: [
      { name: 'start', of: [entryPoints.cli], sharedWith: [...running, ...engine, ...besides] },
      { name: 'faces', of: running, sharedWith: besides },
      { name: 'run', of: running },
      { name: 'connecting', of: connecting },
      { name: 'engine-too', of: engine, sharedWith: besides },
      { name: 'attaching', of: sharingEngine },
      { name: 'engine', of: engine },
    ],
  },
  {
    entries: ['process', 'thread', 'crew'],
    starts: [
      { name: 'crew-too', of: workers, sharedWith: [entryPoints.crew] },
      { name: 'worker', of: workers },
      { name: 'pictures-too', of: pictures, sharedWith: otherFamilies },
      { name: 'pictures', of: pictures },
    ],
  },
]

const shared = sharing.flatMap(({ entries }) => entries)
const alone = (Object.keys(entryPoints) as EntryName[]).filter((name) => !shared.includes(name))

/** All programs, each in one family. */
export const programFamilies: readonly ProgramFamily[] = [
  ...sharing,
  ...alone.map((name) => ({ entries: [name], starts: [] })),
]
