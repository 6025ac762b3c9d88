# Golden numbers of `queries/aalen-johansen.db.test.ts`: 80 subjects with ties and three causes, then 60
# with delayed entry. From the root of the repository: Rscript docs/oracles/aalen_johansen.R
# R 4.2.2, survival 3.5-3 (Debian 12). With delayed entry survfit gives another (infinitesimal jackknife)
# error than the delta method, so only the incidences are compared there. R is not needed by the tests.
suppressMessages(library(survival))
options(digits = 15, width = 200)
show <- function(d) {
  cat(paste(d$entry, d$exit, d$cause, sep = ","), "\n")
  s <- summary(survfit(Surv(entry, exit, factor(cause)) ~ 1, data = d, id = seq_len(nrow(d))), times = c(3, 8, 15, 25))
  print(s$pstate)
  s
}
set.seed(3)
n <- 80; exit <- 1 + rgeom(n, .1); cause <- sample(0:3, n, TRUE, c(.25, .4, .2, .15))
print(show(data.frame(entry = -1, exit, cause))$std.err)
set.seed(7)
n <- 60; entry <- rep(-1, n); entry[1:15] <- sample(0:6, 15, TRUE)
exit <- entry + 1 + rgeom(n, 0.12); cause <- sample(0:3, n, TRUE, c(.25, .4, .2, .15))
d <- data.frame(entry, exit, cause)
invisible(show(d[exit > entry, ]))
