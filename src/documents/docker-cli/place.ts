/** A kind of file that has words of its own for what `docker run` has flags for; the words are model/docker-run/dialects.ts's. */
export type Place = "workflow" | "devcontainer" | "composed-devcontainer" | "ansible" | "ansible-service" | "gitlab-runner";
