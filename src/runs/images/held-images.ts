import type { GivenImages } from "../../archives/given-images.js";
import type { WantedImage } from "./host-docker.js";

/** An image that both engines have. */
export interface HeldImage {
  /** What the engines know it by, where that is not the reference itself. */
  readonly name?: string;
  /** What was read of its layers on the way; absent where nothing was. */
  readonly read?: GivenImages;
}

/** Names of images, and room for what was read of them, after which engines are better started anew. */
const mostImages = 60;
const mostReadBytes = 320 << 20;

/** The images that a pair of engines keeps from one stack to the next. */
export class HeldImages {
  readonly #images = new Map<string, { readonly platform: string | undefined; readonly held: HeldImage }>();
  #readBytes = 0;

  /** The image as it was brought for an earlier stack; undefined where it has to be brought. */
  get({ image, platform }: WantedImage): HeldImage | undefined {
    const known = this.#images.get(image);
    return known?.platform === platform ? known?.held : undefined;
  }

  /** Keeps an image that both engines have now. */
  keep({ image, platform }: WantedImage, held: HeldImage): void {
    this.#images.set(image, { platform, held });
  }

  /** Adds to what the layers that were read take in memory. */
  addRead(bytes: number): void {
    this.#readBytes += bytes;
  }

  /** What the engines know all of them by. */
  get references(): readonly string[] {
    return [...this.#images].map(([image, { held }]) => held.name ?? image);
  }

  get isFull(): boolean {
    return this.#images.size >= mostImages || this.#readBytes > mostReadBytes;
  }
}
