import { type CopyRequest, copyAll } from './copy.ts'
import { type Clearing, clearFolders } from './clear-folders.ts'
import { emptyVault, type EmptyRequest } from './empty-vault.ts'
import { excerpt } from './excerpt.ts'
import { attemptFiles, leftovers } from './leftovers.ts'
import { flushAll } from './flush-all.ts'
import { folderChain, sourcePlaces } from './folder-chain.ts'
import type { IdentityRules } from './identity.ts'
import { Patience } from './patience.ts'
import { type PublishRequest, type PublishRules, publishAll, takeBack } from './publish.ts'
import { nearestFolder } from './make-folder.ts'
import { type MovedAcross, removeMoved } from './remove-moved.ts'
import { type Astray, giveBack } from './give-back.ts'
import { dropParts } from './move-by-copy.ts'
import { dispose } from './remove.ts'
import { type HalfPublished, retract, standingOf } from './retract.ts'
import { areApart } from './on-other-disk.ts'
import { roomFor } from './room-for.ts'
import { shiftAll, type ShiftRequest } from './shift.ts'
import { type ShiftSet, shiftSets } from './shift-sets.ts'
import { emptyScratch } from './empty-scratch.ts'
import { hashFile } from './hash-file.ts'
import { areFolders, look, lookThrough, occupied, requireUnchanged } from './look.ts'
import { sealAll, type SealRequest } from './seal.ts'
import type { FileIdentity } from '../../contract/job.ts'
import { whyStaying } from './may-leave.ts'
import { areProgramsThere } from './programs.ts'
import { InChunks } from './in-chunks.ts'
import { listFolder } from './list-folder.ts'
import { diskOf, isAway, isMountPoint } from './mount.ts'
import { newFolder } from './new-folder.ts'
import { realPaths, resolvedPath } from './real-paths.ts'
import { rewordAll, type Rewording } from './reword.ts'
import { type Aside, type Receipt, stillStored, type Stored, unedited, whereabouts } from './unedited.ts'
import { type Leading, requireNoStray } from './no-stray.ts'
import { freeBytes, identityRulesOf, probeVolume, requireWritable } from './volume.ts'
import { filesBelow, type Place, type Sighting, type SurveyOptions } from './survey.ts'
import { rootState } from './watched-root.ts'
import { walk, type WalkEntry, type WalkOptions, type WalkRoot } from './walk.ts'

const walks = new InChunks<WalkEntry>()
const surveys = new InChunks<Sighting>()
let lastSurvey = 0

/** Everything an io thread can be asked to do, by name. Only what flushes many files waits; inputs and answers are plain data. */
export const operations = {
  copy: (requests: CopyRequest[], stop?: Int32Array) => copyAll(requests, stop),
  flush: (paths: string[]) => flushAll(paths.map((path) => ({ path }))),
  publish: ({ sets, rules }: { sets: PublishRequest[][]; rules: PublishRules }) => publishAll(sets, rules),
  takeBack: (set: PublishRequest[]) => takeBack(set),
  shift: (input: { requests: ShiftRequest[]; rules: PublishRules }) => shiftAll(input),
  shiftSets: (input: { sets: ShiftSet[]; rules: IdentityRules }) => shiftSets(input),
  clearFolders: (clearing: Clearing) => clearFolders(clearing),
  removeMoved: (files: MovedAcross[]) => removeMoved(files),
  findAgain: ({ results, aside }: { results: Receipt[]; aside: Aside[] }) => ({
    verdicts: unedited(results),
    aside: whereabouts(aside),
  }),
  stillStored: (files: Stored[]) => stillStored(files),
  emptyVault: (request: EmptyRequest) => emptyVault(request),
  seal: (requests: SealRequest[]) => sealAll(requests),
  reword: (rewordings: Rewording[]) => rewordAll(rewordings),
  dropParts: (names: string[]) => dropParts(names),
  giveBack: (astray: Astray) => giveBack(astray),
  dispose: (paths: string[]) => {
    const patience = Patience.long()
    return paths.filter((path) => !dispose(path, patience))
  },
  whyStaying: (paths: string[]) => whyStaying(paths),
  areProgramsThere: (programs: string[]) => areProgramsThere(programs),
  look: (paths: string[]) => look(paths),
  lookThrough: (paths: string[]) => lookThrough(paths),
  areFolders: (paths: string[]) => areFolders(paths),
  occupied: (paths: string[]) => occupied(paths),
  unchanged: (sources: { path: string; planned: FileIdentity }[]) =>
    sources.forEach(({ path, planned }) => requireUnchanged(path, planned)),
  excerpt: (request: { path: string; mostBytes: number }) => excerpt(request),
  hash: (path: string) => hashFile(path),
  probe: ({ folder, prefix }: { folder: string; prefix: string }) => probeVolume(folder, prefix),
  writable: (folder: string) => requireWritable(folder),
  areApart: (request: Parameters<typeof areApart>[0]) => areApart(request),
  roomFor: (folder: string) => roomFor(folder),
  free: (folder: string) => freeBytes(folder),
  identityRules: (folder: string) => identityRulesOf(folder),
  rootState: (folder: string) => rootState(folder, { wasMounted: false }),
  isMountPoint: (folder: string) => isMountPoint(folder),
  diskOf: ({ path, known }: { path: string; known: string[] }) => diskOf(path, known),
  isAway: (mount: string) => isAway(mount),
  requireNoStray: (leading: Leading) => requireNoStray(leading),
  leftovers: (request: { folder: string; prefixes: string[] }) => leftovers(request.folder, request.prefixes),
  standing: ({ half, ...how }: { half: HalfPublished; rules: PublishRules; keepName: boolean }) =>
    standingOf(half, how),
  retract: ({ half, rules }: { half: HalfPublished; rules: PublishRules }) => retract(half, rules),
  emptyScratch: (request: { folder: string; kept: string[] }) => emptyScratch(request),
  real: (paths: string[]) => realPaths(paths),
  resolved: (path: string) => resolvedPath(path),
  folderChain: (folder: string) => folderChain(folder),
  sourcePlaces: (sources: string[]) => sourcePlaces(sources),
  listFolder: (request: { path: string; limit: number }) => listFolder(request),
  newFolder: (request: { folder: string; name: string }) => newFolder(request),
  attemptFiles: (paths: string[]) => attemptFiles(paths),
  nearestFolder: (request: Parameters<typeof nearestFolder>[0]) => nearestFolder(request),
  surveyOpen: ({ place, options }: { place: Place; options: SurveyOptions }): number => {
    surveys.open(++lastSurvey, filesBelow(place, options))
    return lastSurvey
  },
  /** The next files; none means that the survey has ended. */
  surveyNext: (id: number): Sighting[] => surveys.next(id),
  surveyClose: (id: number) => surveys.close(id),
  walkOpen: ({ id, roots, options }: { id: number; roots: WalkRoot[]; options: WalkOptions }) =>
    walks.open(id, walk(roots, options)),
  /** The next entries; none means that the walk has ended. */
  walkNext: (id: number): WalkEntry[] => walks.next(id),
  walkClose: (id: number) => walks.close(id),
}

export type Operations = typeof operations
