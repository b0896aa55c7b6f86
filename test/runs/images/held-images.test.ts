import { describe, expect, test } from "vitest";
import { HeldImages } from "../../../src/runs/images/held-images.js";

describe("images that engines keep", () => {
  test("are known by the reference that they were brought for, on the same platform alone", () => {
    const held = new HeldImages();
    held.keep({ image: "redis:7" }, {});
    held.keep({ image: "web@sha256:1" }, { name: "remap-ready/pinned:1" });
    expect(held.get({ image: "redis:7" })).toEqual({});
    expect(held.get({ image: "redis:7", platform: "linux/arm64" })).toBeUndefined();
    expect(held.get({ image: "redis" })).toBeUndefined();
    expect(held.references).toEqual(["redis:7", "remap-ready/pinned:1"]);
    expect(held.isFull).toBe(false);
  });
  test("are enough when they are many, or what was read of them is much", () => {
    const many = new HeldImages();
    for (let index = 0; index < 60; index++) many.keep({ image: `image-${index}` }, {});
    expect(many.isFull).toBe(true);
    const large = new HeldImages();
    large.addRead(400 << 20);
    expect(large.isFull).toBe(true);
  });
});
