import { expect, test } from "vitest";
import { kindOf } from "../../../src/documents/kinds.js";

test.for([
  "Dockerfile",
  "a/Containerfile",
  "Dockerfile.dev",
  "Dockerfile-alpine",
  "app.Dockerfile",
  "dockerfile",
  "Dockerfile.go",
  "Dockerfile.node20",
])("%s is a Dockerfile", (path) => expect(kindOf(path)).toBe("dockerfile"));

test.for([
  "Dockerfile.dockerignore",
  "Dockerfile.j2",
  "Dockerfile-dind.template",
  "dockerfile.go",
  "dockerfile-llb.md",
  "Dockerfile.dev.bak",
  "my-dockerfiles",
])("%s is none", (path) => expect(kindOf(path)).toBeUndefined());
