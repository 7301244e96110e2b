/** Pages cross between threads, and to faces, as one text: a few archives may have more results than that could hold. */
const outputsMost = 10_000

/** Of jobs in their order as many as have no more results together than fit into a page, but one at least. */
export function withinPage<T>(jobs: T[], outputsOf: (job: T) => number): T[] {
  let outputs = 0
  const cut = jobs.findIndex((job, at) => (outputs += outputsOf(job)) > outputsMost && at > 0)
  return cut === -1 ? jobs : jobs.slice(0, cut)
}
