import { useEffect, useState } from 'react'

/** Now in epoch milliseconds, told again each second while somebody is counting. */
export function useNow({ counting = true } = {}): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (!counting) return
    setNowMs(Date.now())
    const handle = setInterval(() => setNowMs(Date.now()), 1000)
    return () => clearInterval(handle)
  }, [counting])
  return nowMs
}
