/** A file at the door: not yet known to be anything. */
export interface Delivery {
  file: string;
  /** Every name under which these very bytes have come: two months in which nothing happened are the same file. */
  names: string[];
  /** Where its bytes lie: in the archive, under their digest. */
  path: string;
  sha256: string;
  /** The order in which files arrived; the later one wins. */
  arrival: number;
  receivedAt: string;
}
