import { existsSync } from "node:fs";
import { findProgram } from "./installation.js";

/**
 * Words before `unshare` that keep AppArmor's profile of it off, where there is one: meant for users without root, it takes the capabilities of
 * everything that unshare starts, root's too (profile unshare-userns-restrict, in /etc/apparmor.d on newer Ubuntu releases).
 */
export function unconfined(): readonly string[] {
  return existsSync("/etc/apparmor.d/unshare-userns-restrict") && findProgram("aa-exec") ? ["aa-exec", "-p", "unconfined", "--"] : [];
}
