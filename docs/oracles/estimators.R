# Golden numbers of the estimators on simulated populations: delayed entry, ties, heavy censoring, a
# single case, no event. From the root of the repository:
#   Rscript docs/oracles/estimators.R docs/oracles
# writes populations.csv (the subjects) and estimators.csv (what R says of them, 15 digits).
# R 4.2.2, survival 3.5-3, cmprsk 2.2-11 (Debian 12). R is not needed to run the tests.
suppressMessages({ library(survival); library(cmprsk) })
folder <- commandArgs(TRUE)[1]
set.seed(20261122)
rows <- list(); out <- list()
put <- function(population, estimator, at, value)
  if (length(value) > 0) out[[length(out) + 1]] <<- data.frame(population, estimator, at = format(at, digits = 15, trim = TRUE, scientific = FALSE),
                                        value = ifelse(is.na(value), "", trimws(formatC(value, digits = 15, format = "g"))))

# cause 0 = censored, 1 and 2 = outcomes; group 1 or 2.
simulate <- function(n, whole, late, censoring) {
  entry <- if (late) ifelse(runif(n) < 0.5, -1, floor(rexp(n, 1 / 20))) else rep(-1, n)
  if (!whole) entry <- ifelse(entry < 0, -1, entry + runif(n))
  time <- rlnorm(n, log(60), 0.72); limit <- rexp(n, censoring)
  exit <- pmin(time, limit); if (whole) exit <- floor(exit)
  cause <- ifelse(time <= limit, 1 + rbinom(n, 1, 0.3), 0); group <- 1 + rbinom(n, 1, 0.5)
  kept <- exit > entry
  data.frame(entry, exit, cause, group)[kept, ]
}
populations <- list(
  whole = simulate(150, TRUE, FALSE, 1 / 200),
  fractional = simulate(120, FALSE, FALSE, 1 / 200),
  delayed = simulate(160, TRUE, TRUE, 1 / 200),
  delayed_fractional = simulate(90, FALSE, TRUE, 1 / 150),
  heavy_censoring = simulate(200, TRUE, FALSE, 1 / 12),
  tied = transform(simulate(120, TRUE, FALSE, 1 / 300), exit = 7 * floor(exit / 7)),
  one_case = data.frame(entry = -1, exit = 31, cause = 1, group = 1),
  no_event = data.frame(entry = -1, exit = c(3, 9, 9, 40), cause = 0, group = c(1, 2, 1, 2)))

for (name in names(populations)) {
  d <- populations[[name]]
  rows[[length(rows) + 1]] <- cbind(population = name, d)
  fit <- survfit(Surv(entry, exit, as.integer(cause > 0)) ~ 1, data = d, conf.type = "log-log")
  steps <- fit$n.event > 0
  put(name, "survival", fit$time[steps], fit$surv[steps])
  put(name, "se", fit$time[steps], (fit$surv * fit$std.err)[steps])
  inner <- steps & fit$surv > 0 & fit$surv < 1
  if (any(inner)) { put(name, "lower", fit$time[inner], fit$lower[inner]); put(name, "upper", fit$time[inner], fit$upper[inner]) }
  q <- quantile(fit, c(.1, .5, .9))
  put(name, "quantile", c(.1, .5, .9), q$quantile); put(name, "quantile_lower", c(.1, .5, .9), q$lower); put(name, "quantile_upper", c(.1, .5, .9), q$upper)
  for (tau in c(30, 90)) if (max(d$exit) >= tau && min(fit$time) < tau) {
    m <- summary(fit, rmean = tau)$table
    put(name, "rmst", tau, m[["rmean"]]); put(name, "rmst_se", tau, m[["se(rmean)"]])
  }
  if (any(d$cause > 0) && nrow(d) > 1) {
    # Aalen and Johansen, with delayed entry where there is any.
    states <- survfit(Surv(entry, exit, factor(cause, 0:2, c("open", "one", "two"))) ~ 1, data = d, id = seq_len(nrow(d)))
    at <- states$n.event[, 2] + states$n.event[, 3] > 0
    for (k in 1:2) put(name, paste0("incidence", k), states$time[at], states$pstate[at, k + 1])
    if (all(d$entry < 0)) {
      # Without delayed entry cmprsk agrees, and gives the log-rank of survival.
      points <- timepoints(cuminc(d$exit, d$cause), c(30, 60, 90))
      for (k in 1:2) put(name, paste0("cuminc", k), c(30, 60, 90), points$est[k, ])
      test <- survdiff(Surv(exit, cause > 0) ~ group, data = d)
      put(name, "logrank", 0, test$chisq); put(name, "logrank_observed", 1:2, test$obs); put(name, "logrank_expected", 1:2, test$exp)
      # Leave one out, by brute force.
      mean_to <- function(data, tau) { s <- survfit(Surv(exit, cause > 0) ~ 1, data = data); x <- c(0, s$time[s$time < tau], tau); sum(diff(x) * c(1, s$surv[s$time < tau])) }
      whole <- mean_to(d, 60); n <- nrow(d)
      put(name, "pseudo60", 1:20, sapply(1:20, function(i) n * whole - (n - 1) * mean_to(d[-i, ], 60)))
    } else if (!anyDuplicated(d$exit)) {
      # survdiff refuses delayed entry; without ties the score test of the Cox model is the same.
      put(name, "logrank", 0, summary(coxph(Surv(entry, exit, cause > 0) ~ group, data = d))$sctest[["test"]])
    }
  }
}

p <- c(1e-12, 1e-6, 0.001, 0.025, 0.2, 0.5, 0.9, 0.975, 0.999, 1 - 1e-9)
put("distribution", "qnorm", p, qnorm(p))
z <- c(-8, -3.1, -1, -0.001, 0, 0.5, 1.959963984540054, 5)
put("distribution", "pnorm", z, pnorm(z))
for (k in c(1, 2, 7, 18, 260, 90000)) put("distribution", paste0("qchisq", k), p, qchisq(p, k))
for (k in c(1, 3, 40)) put("distribution", paste0("pchisq_upper", k), c(0.1, 2.3, 30, 120), pchisq(c(0.1, 2.3, 30, 120), k, lower.tail = FALSE))
o <- c(0, 1, 9, 400, 12000)
put("distribution", "poisson_lower", o, sapply(o, function(x) poisson.test(x)$conf.int[1]))
put("distribution", "poisson_upper", o, sapply(o, function(x) poisson.test(x)$conf.int[2]))
ps <- c(0.001, 0.8, 0.012, 0.04, 0.041, 0.042, 0.5, 0.0009, 0.3, 1)
put("distribution", "bh", seq_along(ps), p.adjust(ps, "BH"))
wilson <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int
put("distribution", "wilson_lower", c(0, 3, 40), sapply(c(0, 3, 40), function(x) wilson(x, 40)[1]))
put("distribution", "wilson_upper", c(0, 3, 40), sapply(c(0, 3, 40), function(x) wilson(x, 40)[2]))
y <- c(2.1, 2.5, 1.4, 3.3, 2.2, 2.9); s <- c(0.3, 0.2, 0.5, 0.4, 0.1, 0.35); w <- 1 / s^2
mu0 <- sum(w * y) / sum(w); tau2 <- max(0, (sum(w * (y - mu0)^2) - (length(y) - 1)) / (sum(w) - sum(w^2) / sum(w)))
u <- 1 / (s^2 + tau2); mu <- sum(u * y) / sum(u)
put("distribution", "shrunken", seq_along(y), mu + tau2 / (tau2 + s^2) * (y - mu))
put("distribution", "acf1", 0, acf(c(52, 55, 51, 58, 60, 54, 57, 61, 66, 70, 71, 75), plot = FALSE)$acf[2])

save <- function(list, name) write.csv(do.call(rbind, list), file.path(folder, name), row.names = FALSE, quote = FALSE)
options(digits = 15)
save(rows, "populations.csv"); save(out, "estimators.csv")
